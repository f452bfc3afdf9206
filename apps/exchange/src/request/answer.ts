import type { FastifyReply } from 'fastify';
import type { Receipt } from '@fuyuan/application';
import { etagOf } from './headers';
import type { NothingNewView, ReceiptView, RecordLink } from './receipt.view';

/**
 * 201 with the receipt of what was recorded, 200 when the record said so already. A repeated request gets the status
 * and the body that it got the first time; only the header `Idempotent-Replayed: true` tells them apart.
 */
export function answer(reply: FastifyReply, receipt: Receipt, record: RecordLink): ReceiptView | NothingNewView {
  if (!receipt.recorded) {
    reply.status(200);
    const { recorded, eventIds, stream } = receipt;
    return { recorded, eventIds, stream, record };
  }
  reply.status(201).header('etag', etagOf(receipt.revision));
  if (receipt.repeated) reply.header('idempotent-replayed', 'true');
  const { recorded, eventIds, stream, revision, position, recordedAt } = receipt;
  return { recorded, eventIds, stream, revision, position, recordedAt, record };
}
