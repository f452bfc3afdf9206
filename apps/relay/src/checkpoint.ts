/** How far the relay came, as it stands in the checkpoint topic. */
export type Checkpoint = Readonly<{
  /** Everything of the facts up to here is published; null before the first. */
  position: string | null;
  /** Of the fact that follows, so many messages are published too: one fact may bring about more than fits at once. */
  partly: number;
  /** Facts and messages since the beginning of this generation. */
  facts: number;
  messages: number;
  /** UTC. */
  at: string;
}>;

export const BEGINNING: Checkpoint = { position: null, partly: 0, facts: 0, messages: 0, at: '' };

/** Errors: Error when the text was not written by a relay. */
export function checkpointOf(text: string | undefined): Checkpoint {
  if (text === undefined) return BEGINNING;
  const read = JSON.parse(text) as Checkpoint;
  const isOne = read.position === null || typeof read.position === 'string';
  if (isOne && Number.isSafeInteger(read.partly) && Number.isSafeInteger(read.facts)) return read;

  throw new Error(`This is no checkpoint of a relay: ${text}`);
}
