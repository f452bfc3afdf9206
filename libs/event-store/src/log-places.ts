import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  type ReadAllOptions,
  type StreamingRead,
} from '@eventstore/db-client';
import { NoAnswer, within, type Deadline } from './deadline';
import type { LastingClient } from './lasting-client';
import { positionOf, positionText } from './position';
import { asStoreUnavailable, isAnswer } from './store-faults';

/** Where a fact lies in the log, and when the store took it; UTC. */
export type Place = Readonly<{ position: string; recordedAt: string }>;

/** The store's own events stand in the log too; rarely so many in a row. */
const PAGE = 32;

type Reading = Readonly<{ clients: LastingClient; deadline: Deadline }>;

/** The last fact of the log; none when it is empty. Errors: StoreUnavailable. */
export const lastPlace = (reading: Reading): Promise<Place | undefined> =>
  firstOf(reading, { direction: BACKWARDS, fromPosition: END }, () => true);

/** The last fact at a position or before it. Errors: StoreUnavailable; RangeError when it is no position. */
export async function placeAtOrBefore(reading: Reading, position: string): Promise<Place | undefined> {
  const fromPosition = positionOf(position);
  // Forwards a position counts itself, backwards it does not.
  const at = await one(reading, { direction: FORWARDS, fromPosition, maxCount: 1 });
  const here = at.find((place) => place.position === position && place.isFact);
  return here ?? firstOf(reading, { direction: BACKWARDS, fromPosition }, () => true);
}

/** The first fact after a position, or of all. Errors: StoreUnavailable; RangeError when it is no position. */
export const placeAfter = (reading: Reading, position: string | null): Promise<Place | undefined> =>
  firstOf(
    reading,
    { direction: FORWARDS, fromPosition: position === null ? START : positionOf(position) },
    (place) => place.position !== position,
  );

type Found = Place & Readonly<{ isFact: boolean }>;

async function firstOf(
  reading: Reading,
  options: ReadAllOptions,
  fits: (place: Place) => boolean,
): Promise<Place | undefined> {
  for (let from = options.fromPosition; ;) {
    const page = await one(reading, { ...options, ...(from ? { fromPosition: from } : {}), maxCount: PAGE });
    const found = page.find((place) => place.isFact && fits(place));
    if (found) return { position: found.position, recordedAt: found.recordedAt };
    const last = page.at(-1);
    if (!last || page.length < PAGE) return undefined;
    from = positionOf(last.position);
  }
}

/** One page. Errors: StoreUnavailable. */
async function one({ clients, deadline }: Reading, options: ReadAllOptions): Promise<Found[]> {
  let client: EventStoreDBClient | undefined;
  try {
    client = clients.now ?? (await within(clients.get(), deadline.left));
    const places = await read(client.readAll(options), deadline.left);
    clients.answered();
    return places;
  } catch (error) {
    if (client && !isAnswer(error)) clients.failed(client);
    throw asStoreUnavailable(error);
  }
}

async function read(events: StreamingRead<AllStreamResolvedEvent>, ms: number): Promise<Found[]> {
  const timer = setTimeout(() => events.destroy(new NoAnswer(ms)), ms);
  // What comes after the loop has ended has nobody left to tell.
  events.on('error', () => undefined);
  const places: Found[] = [];
  try {
    for await (const { event } of events) {
      if (!event) continue;
      const { position, created, type } = event;
      places.push({
        position: positionText(position),
        recordedAt: created.toISOString(),
        isFact: !type.startsWith('$'),
      });
    }
    return places;
  } finally {
    clearTimeout(timer);
  }
}
