import type { Outlet } from '../server/outlet';
import { streamDeleted } from '../server/refusals';
import type { StoredEvent } from '../store/events';
import type { EventLog } from '../store/event-log';
import { eventFrames, type SentRecord } from '../wire/read-reply';
import { streamNotFound } from './cold-replies';
import type { ReadOrder } from './read-order';

export const PAGE = 256;

/** What a reader is sent for an event: with its target, when it is a link and the reader wants that. */
export const recordOf = (log: EventLog, event: StoredEvent, { resolveLinks }: ReadOrder): SentRecord =>
  resolveLinks && event.type === '$>' ? { event: log.resolve(event), link: event } : { event };

/** Reads as many events as were asked for, page by page: other work of the node runs between the pages. */
export async function read(log: EventLog, order: ReadOrder, outlet: Outlet): Promise<void> {
  if (order.stream === undefined) await readAll(log, order, outlet);
  else await readStream(log, order.stream, order, outlet);
  await outlet.end();
}

async function readStream(log: EventLog, stream: string, order: ReadOrder, outlet: Outlet): Promise<void> {
  const { direction, count = 0 } = order;
  let wanted = count;
  let from = firstRevision(log, stream, order);
  while (!outlet.gone.aborted) {
    const page = log.readStream(stream, { from, direction, limit: Math.min(wanted, PAGE) });
    if (page.state === 'deleted') throw streamDeleted(stream);
    if (page.state === 'missing') return outlet.send(streamNotFound(stream));
    await send(log, page.events, order, outlet);
    wanted -= page.events.length;
    if (page.end || wanted <= 0) return;
    from = page.next;
  }
}

function firstRevision(log: EventLog, stream: string, { start, direction }: ReadOrder): number {
  if (start === 'start') return 0;
  const { last } = log.streamState(stream);
  if (start === 'end') return direction === 'forwards' ? last + 1 : last;
  return start;
}

async function readAll(log: EventLog, order: ReadOrder, outlet: Outlet): Promise<void> {
  const { direction, filter, count = 0 } = order;
  let wanted = count;
  let from = firstPosition(log, order);
  while (wanted > 0 && !outlet.gone.aborted) {
    const page = log.readAll({ from, direction, limit: filter ? PAGE : Math.min(wanted, PAGE) });
    const last = page.at(-1);
    if (!last) return;
    const chosen = filter ? page.filter(filter.matches).slice(0, wanted) : page;
    await send(log, chosen, order, outlet);
    wanted -= chosen.length;
    from = direction === 'forwards' ? last.position + 1 : last.position;
  }
}

/** Forwards the position counts itself, backwards it does not: `end` is thus after the newest event. */
function firstPosition(log: EventLog, { start }: ReadOrder): number {
  if (start === 'start') return 0;
  return start === 'end' ? log.lastPosition + 1 : start;
}

async function send(log: EventLog, events: readonly StoredEvent[], order: ReadOrder, outlet: Outlet): Promise<void> {
  if (events.length === 0) return nextTurn();
  await outlet.send(
    eventFrames(
      events.map((event) => recordOf(log, event, order)),
      order.uuids,
    ),
  );
}

/** A page without anything to send must not hold the loop either. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
