import { ReadReq, ReadResp } from '@eventstore/db-client/generated/persistent_pb';
import type { UUID } from '@eventstore/db-client/generated/shared_pb';
import { asRefusal, badRequest } from '../server/refusals';
import { uuidFromMessage, uuidText } from '../wire/uuid';
import { signedInAs } from '../security/authentication';
import { Consumer, type ConsumerCall } from './consumer';
import type { Group } from './group';
import { addressed } from './group-requests';
import type { Groups } from './groups';

const MOST_IN_FLIGHT = 10_000;

/** PersistentSubscriptions/Read: the first message says which group, every other one settles events. */
export const participate =
  (groups: Groups) =>
  (call: ConsumerCall): void => {
    const without = () => call.emit('error', badRequest('The call ended before it said which group it wants.'));
    call.once('end', without);
    call.once('data', (first: ReadReq) => {
      call.off('end', without);
      call.pause();
      join(groups, call, first).catch((error: unknown) => call.emit('error', asRefusal(error)));
    });
  };

async function join(groups: Groups, call: ConsumerCall, first: ReadReq): Promise<void> {
  const options = first.getOptions();
  const name = addressed(options);
  const bufferSize = options?.getBufferSize() ?? 0;
  if (bufferSize < 1) throw badRequest('bufferSize must be at least 1.');
  const group = await groups.find(name);
  if (call.cancelled) return;
  group.mayJoin();

  const consumer = new Consumer(call, Math.min(bufferSize, MOST_IN_FLIGHT), {
    from: call.getPeer(),
    username: signedInAs(call.metadata) ?? 'anonymous',
    connectionName: String(call.metadata.get('connection-name')[0] ?? ''),
  });
  const subscriptionId = `${name.source}::${name.group}`;
  const confirmation = new ReadResp.SubscriptionConfirmation().setSubscriptionId(subscriptionId);
  call.write(new ReadResp().setSubscriptionConfirmation(confirmation));
  listen(call, group, consumer);
  group.join(consumer);
  call.resume();
}

function listen(call: ConsumerCall, group: Group, consumer: Consumer): void {
  call.on('data', (request: ReadReq) => answered(request, group, consumer));
  call.on('drain', () => group.unblocked(consumer));
  call.on('end', () => {
    group.leave(consumer);
    consumer.end();
  });
  for (const gone of ['cancelled', 'error', 'close'] as const) call.on(gone, () => group.leave(consumer));
}

function answered(request: ReadReq, group: Group, consumer: Consumer): void {
  const ack = request.getAck();
  if (ack) group.acknowledged(consumer, idsOf(ack.getIdsList()));
  const nack = request.getNack();
  if (nack) group.refused(consumer, idsOf(nack.getIdsList()), nack.getAction(), nack.getReason());
}

/** Ids in one writing, however they were sent; what is none names nothing. */
function idsOf(uuids: readonly UUID[]): string[] {
  return uuids.flatMap((uuid) => {
    const id = uuidFromMessage(Buffer.from(uuid.serializeBinary()));
    return id ? [uuidText(id)] : [];
  });
}
