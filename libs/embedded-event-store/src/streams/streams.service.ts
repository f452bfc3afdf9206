import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { Outlet } from '../server/outlet';
import { asRefusal, stopping } from '../server/refusals';
import type { Service } from '../server/service';
import type { EventLog } from '../store/event-log';
import { readAppendFragment, readAppendMessage } from '../wire/append-request';
import { asOneWrite } from '../wire/frames';
import { append } from './append';
import { BatchAppends, type BatchCall } from './batch-append';
import { read } from './read';
import { readOrder } from './read-order';
import { deleteStream, tombstoneStream } from './remove';
import { subscribe } from './subscribe';

const same = (reply: Buffer): Buffer => reply;

/** Streams with the hot messages' own codecs: replies are made as bytes by the handlers. */
export const streamsDefinition = {
  ...StreamsService,
  read: { ...StreamsService.read, responseSerialize: asOneWrite },
  append: { ...StreamsService.append, requestDeserialize: readAppendMessage, responseSerialize: same },
  batchAppend: { ...StreamsService.batchAppend, requestDeserialize: readAppendFragment, responseSerialize: asOneWrite },
};

/** EventStoreDB's Streams service over the log. */
export function streamsService(log: EventLog, { maxAppendBytes }: { readonly maxAppendBytes: number }): Service {
  const open = new Set<Outlet>();
  const batches = new Set<BatchAppends>();

  const onRead = async (call: ServerWritableStream<ReadReq, Buffer>): Promise<void> => {
    const outlet = new Outlet(call);
    try {
      const order = readOrder(call.request);
      const subscription = order.count === undefined;
      if (subscription) open.add(outlet);
      await (subscription ? subscribe : read)(log, order, outlet);
    } catch (error) {
      outlet.refuse(asRefusal(error));
    } finally {
      open.delete(outlet);
    }
  };

  const onBatchAppend = (call: BatchCall): void => {
    const batch = new BatchAppends(call, log, maxAppendBytes);
    batches.add(batch);
    call.once('close', () => batches.delete(batch));
    call.once('cancelled', () => batches.delete(batch));
  };

  return {
    definition: streamsDefinition,
    implementation: {
      read: (call: ServerWritableStream<ReadReq, Buffer>) => void onRead(call),
      append: append(log, maxAppendBytes),
      batchAppend: onBatchAppend,
      delete: deleteStream(log),
      tombstone: tombstoneStream(log),
    },
    stop: () => {
      for (const outlet of open) outlet.refuse(stopping());
      for (const batch of batches) batch.stop();
    },
  };
}
