import type { RequestIdentity } from '@fuyuan/application';
import { v5 } from 'uuid';

/**
 * The id of the n-th event of a request. The store takes a repeated append with the same ids for the same append, so
 * the fingerprint is part of them: another body under the same key must never pass for a repetition.
 */
export const eventId = ({ id, fingerprint }: RequestIdentity, index: number): string =>
  v5(`${fingerprint}/${index}`, id);
