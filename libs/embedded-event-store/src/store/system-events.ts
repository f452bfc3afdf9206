import { randomUUID } from 'node:crypto';
import type { ProposedEvent } from './events';
import { DELETED_BEFORE } from './retention';

export const newId = (): Buffer => Buffer.from(randomUUID().replaceAll('-', ''), 'hex');

const NOTHING = Buffer.alloc(0);

/** The truncation of a deleted stream is 2^63-1, which no JavaScript number is: it is put in as text. */
const asJson = (metadata: unknown): Buffer =>
  Buffer.from(JSON.stringify(metadata).replace(`"$tb":${DELETED_BEFORE}`, '"$tb":9223372036854775807'));

export const metadataEvent = (metadata: Readonly<Record<string, unknown>>): ProposedEvent => ({
  id: newId(),
  type: '$metadata',
  json: true,
  data: asJson(metadata),
  metadata: NOTHING,
});

export const tombstoneEvent = (): ProposedEvent => ({
  id: newId(),
  type: '$streamDeleted',
  json: false,
  data: NOTHING,
  metadata: NOTHING,
});

/** The stream's metadata as it is, but for where it begins. */
export function metadataWithTruncation(current: Buffer | undefined, truncateBefore: number): Record<string, unknown> {
  const metadata: unknown = current ? JSON.parse(current.toString('utf8')) : {};
  return { ...(typeof metadata === 'object' ? metadata : {}), $tb: truncateBefore };
}
