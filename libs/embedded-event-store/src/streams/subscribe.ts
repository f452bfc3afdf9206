import { randomUUID } from 'node:crypto';
import type { Outlet } from '../server/outlet';
import { streamDeleted } from '../server/refusals';
import type { StoredEvent } from '../store/events';
import type { EventLog } from '../store/event-log';
import { eventFrames } from '../wire/read-reply';
import { caughtUp, checkpoint, confirmation, fellBehind } from './cold-replies';
import { PAGE, nextTurn, recordOf } from './read';
import type { ReadOrder } from './read-order';

/**
 * Sends what is there and then what comes, until the reader goes. A subscription is a cursor in the log: it has no
 * queue that could overflow, lose or double an event, however slow its reader is.
 */
export async function subscribe(log: EventLog, order: ReadOrder, outlet: Outlet): Promise<void> {
  if (order.stream === undefined) await subscribeToAll(log, order, outlet);
  else await subscribeToStream(log, order.stream, order, outlet);
}

async function subscribeToAll(log: EventLog, order: ReadOrder, outlet: Outlet): Promise<void> {
  const encode = encoder(log, order);
  let cursor = positionOf(log, order);
  let live = false;
  await outlet.send(confirmation(randomUUID()));
  while (!outlet.gone.aborted) {
    const lagging: boolean = live && !log.tail.reaches(cursor);
    const page = log.readAllAfter(cursor, PAGE);
    const last = page.at(-1);
    if (last) {
      if (lagging) await outlet.send(fellBehind);
      live &&= !lagging;
      await sendOrYield(encode(page), outlet);
      cursor = last.position;
    } else {
      if (!live) await outlet.send(caughtUp);
      live = true;
      await log.tail.grownPast(cursor, outlet.gone);
    }
  }
}

function positionOf(log: EventLog, { start }: ReadOrder): number {
  if (start === 'start') return 0;
  return start === 'end' ? log.lastPosition : start;
}

/** Makes the messages of a page: what the filter lets through, and checkpoints where they are due. */
function encoder(log: EventLog, order: ReadOrder): (page: readonly StoredEvent[]) => Buffer {
  const records = (events: readonly StoredEvent[]) =>
    eventFrames(
      events.map((event) => recordOf(log, event, order)),
      order.uuids,
    );
  const { filter } = order;
  if (!filter) return records;

  let looked = 0;
  return (page) => {
    const parts: Buffer[] = [];
    let chosen: StoredEvent[] = [];
    for (const event of page) {
      if (filter.matches(event)) chosen.push(event);
      looked += 1;
      if (looked < filter.checkpointInterval) continue;
      looked = 0;
      parts.push(records(chosen), checkpoint(event.position));
      chosen = [];
    }
    return Buffer.concat([...parts, records(chosen)]);
  };
}

async function subscribeToStream(log: EventLog, stream: string, order: ReadOrder, outlet: Outlet): Promise<void> {
  const encode = encoder(log, order);
  let from = revisionAfter(log, stream, order);
  let live = false;
  await outlet.send(confirmation(randomUUID()));
  while (!outlet.gone.aborted) {
    const seen = log.lastPosition;
    const page = log.readStream(stream, { from, direction: 'forwards', limit: PAGE });
    if (page.state === 'deleted') throw streamDeleted(stream);
    if (page.state === 'open' && page.last >= from) {
      await sendOrYield(encode(page.events), outlet);
      from = page.next;
      if (!page.end) continue;
    }
    if (!live) await outlet.send(caughtUp);
    live = true;
    await log.tail.grownPast(seen, outlet.gone);
  }
}

function revisionAfter(log: EventLog, stream: string, { start }: ReadOrder): number {
  if (start === 'start') return 0;
  return start === 'end' ? log.streamState(stream).last + 1 : start + 1;
}

const sendOrYield = (frames: Buffer, outlet: Outlet): Promise<void> =>
  frames.length > 0 ? outlet.send(frames) : nextTurn();
