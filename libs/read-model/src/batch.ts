import type { Received } from './received';

/** Messages of one part of a feed, in its order; to be written together with where to go on. */
export type Batch = Readonly<{
  /** The part of the feed: a partition of a topic, or the log. */
  source: string;
  messages: readonly Received[];
  /** Where this batch begins, as the last one said; undefined at the beginning. */
  from: string | undefined;
  next: string;
}>;

export const messagesIn = (batches: readonly Batch[]): readonly Received[] =>
  batches.length === 1 ? (batches[0]?.messages ?? []) : batches.flatMap((batch) => batch.messages);

/** The messages of each record in their order. */
export function byRecord(messages: readonly Received[]): ReadonlyMap<string, readonly Received[]> {
  const records = new Map<string, Received[]>();
  for (const message of messages) {
    const known = records.get(message.recordId);
    if (known) known.push(message);
    else records.set(message.recordId, [message]);
  }
  return records;
}

/** When the newest of them was recorded. */
export const recordedLast = (messages: readonly Received[]): string | undefined =>
  messages.reduce<string | undefined>((last, { event }) => {
    const at = event?.recordedat;
    return at !== undefined && (last === undefined || at > last) ? at : last;
  }, undefined);
