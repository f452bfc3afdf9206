import { StreamNotFoundError, type EventStoreDBClient } from '@eventstore/db-client';
import { NoAnswer, within, type Deadline } from './deadline';
import type { LastingClient } from './lasting-client';
import type { LogEvent } from './read/log-answer';
import { LogCall } from './read/log-call';
import { streamRequest } from './read/stream-request';
import { asStoreUnavailable, isAnswer } from './store-faults';

type Reading = Readonly<{ from: number; limit?: number; deadline: Deadline }>;
type Each = (event: LogEvent) => void;

/**
 * Hands every event of a stream, from a revision on, to `each` as it comes. False when there is no such stream.
 * Errors: those of `each`; StoreUnavailable, after any number of events.
 */
export async function readForwards(
  clients: LastingClient,
  stream: string,
  reading: Reading,
  each: Each,
): Promise<boolean> {
  let client: EventStoreDBClient | undefined;
  try {
    client = clients.now ?? (await within(clients.get(), reading.deadline.left));
    const isThere = await readBy(client, stream, reading, each);
    clients.answered();
    return isThere;
  } catch (error) {
    if (client && isFaultOfTheStore(error)) clients.failed(client);
    else clients.answered();
    if (error instanceof StreamNotFoundError) return false;
    throw asStoreUnavailable(error);
  }
}

const isFaultOfTheStore = (error: unknown): boolean => asStoreUnavailable(error) !== error && !isAnswer(error);

async function readBy(
  client: EventStoreDBClient,
  stream: string,
  { from, limit, deadline }: Reading,
  each: Each,
): Promise<boolean> {
  const patience = deadline.left;
  const call = new LogCall(client, streamRequest(stream, from, limit), () => undefined);
  const timer = setTimeout(() => call.end(new NoAnswer(patience)), patience);
  let isOver = false;
  try {
    const isThere = await told(call, each);
    isOver = true;
    return isThere;
  } finally {
    clearTimeout(timer);
    if (!isOver) call.end();
  }
}

/** To the end of the call, also where there is no such stream: its status may yet tell of a fault. */
async function told(call: LogCall, each: Each): Promise<boolean> {
  let isThere = true;
  for (let answers = await call.next(); answers; answers = await call.next()) {
    for (const answer of answers) {
      if (answer.told === 'event') each(answer.event);
      else if (answer.told === 'noStream') isThere = false;
    }
  }
  return isThere;
}
