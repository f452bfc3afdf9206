import type { Beginning } from '@fuyuan/publishing';

/** How far the relay came, as it stands in the checkpoint topic. */
export type Checkpoint = Readonly<{
  /** Everything of the facts up to here is published; null before the first. */
  position: string | null;
  /** Of the fact that follows, so many messages are published too: one fact may bring about more than fits at once. */
  partly: number;
  /** Facts of the log up to the position, and messages that this generation holds of them. */
  facts: number;
  messages: number;
  /** UTC. */
  at: string;
  /** Where this generation begins: never changed once anything of it is published. Older checkpoints do not say: null. */
  after: Beginning;
}>;

export const BEGINNING: Checkpoint = { position: null, partly: 0, facts: 0, messages: 0, at: '', after: null };

/** Errors: Error when the text was not written by a relay. */
export function checkpointOf(text: string | undefined): Checkpoint {
  if (text === undefined) return BEGINNING;
  const read = { ...BEGINNING, ...(JSON.parse(text) as Partial<Checkpoint>) };
  const isPlace = (place: unknown) => place === null || typeof place === 'string';
  const isOne = isPlace(read.position) && isPlace(read.after);
  if (isOne && Number.isSafeInteger(read.partly) && Number.isSafeInteger(read.facts)) return read;

  throw new Error(`This is no checkpoint of a relay: ${text}`);
}
