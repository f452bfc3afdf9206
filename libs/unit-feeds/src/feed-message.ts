import { createHash } from 'node:crypto';
import type { Received } from '@fuyuan/read-model';

/** What a unit is handed: `nth` counts the messages of its feed from 1; `text` is the CloudEvent, byte for byte. */
export type FeedMessage = Readonly<{ nth: number; eventId: string; recordId: string; type: string; text: string }>;

/** A message as it came, and for which feed: the name of its topic, in no generation. */
export type Delivered = Readonly<{ feed: string; message: Received }>;

/** Messages of one part of what is published, in its order; to be written together with where to go on. */
export type FeedBatch = Readonly<{
  /** A partition of a topic, or the log. */
  source: string;
  messages: readonly Delivered[];
  /** Where this batch begins, as the last one said; undefined at the beginning. */
  from: string | undefined;
  next: string;
}>;

/** Under which a text is kept. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Before the first message. */
export const NO_CHAIN = '';

const CHAIN_SIGNS = 16;

/** What stands for a message and all before it. */
export const chained = (before: string, eventId: string): string =>
  digestOf(`${before} ${eventId}`).slice(0, CHAIN_SIGNS);
