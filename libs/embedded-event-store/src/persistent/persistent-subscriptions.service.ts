import { PersistentSubscriptionsService } from '@eventstore/db-client/generated/persistent_grpc_pb';
import {
  type CreateReq,
  CreateResp,
  type DeleteReq,
  DeleteResp,
  type GetInfoReq,
  GetInfoResp,
  type ListReq,
  ListResp,
  type ReplayParkedReq,
  ReplayParkedResp,
  type UpdateReq,
  UpdateResp,
} from '@eventstore/db-client/generated/persistent_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { asRefusal, badRequest } from '../server/refusals';
import type { Service } from '../server/service';
import type { EventLog } from '../store/event-log';
import { ALL, groupDoesNotExist } from './group-name';
import { addressed, described, sourceStream } from './group-requests';
import { infoOf } from './group-info';
import { Groups } from './groups';
import { participate } from './participation';
import { passing } from './source';

const BOTH = ['stream', 'all'];

/** EventStoreDB's PersistentSubscriptions service over the log. */
export function persistentSubscriptionsService(log: EventLog): Service {
  const groups = new Groups(log);
  return {
    definition: PersistentSubscriptionsService,
    implementation: {
      create: answering((request: CreateReq) => create(groups, request)),
      update: answering((request: UpdateReq) => update(groups, request)),
      delete: answering((request: DeleteReq) => remove(groups, request)),
      getInfo: answering((request: GetInfoReq) => getInfo(groups, request)),
      list: answering((request: ListReq) => list(groups, request)),
      replayParked: answering((request: ReplayParkedReq) => replayParked(groups, request)),
      restartSubsystem: answering(async () => {
        await groups.restart();
        return new Empty();
      }),
      read: participate(groups),
    },
    features: {
      Create: BOTH,
      Update: BOTH,
      Delete: BOTH,
      Read: BOTH,
      GetInfo: BOTH,
      ReplayParked: BOTH,
      List: BOTH,
    },
    stop: () => groups.stop(),
  };
}

const answering =
  <Request, Response>(answer: (request: Request) => Promise<Response>) =>
  ({ request }: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    answer(request).then(
      (response) => callback(null, response),
      (error: unknown) => callback(asRefusal(error)),
    );
  };

async function create(groups: Groups, request: CreateReq): Promise<CreateResp> {
  const { name, settings } = described(request.getOptions());
  if (settings.filter) passing(settings.filter);
  await groups.create(name, settings);
  return new CreateResp();
}

async function update(groups: Groups, request: UpdateReq): Promise<UpdateResp> {
  const { name, settings } = described(request.getOptions());
  await groups.update(name, settings);
  return new UpdateResp();
}

async function remove(groups: Groups, request: DeleteReq): Promise<DeleteResp> {
  await groups.delete(addressed(request.getOptions()));
  return new DeleteResp();
}

async function getInfo(groups: Groups, request: GetInfoReq): Promise<GetInfoResp> {
  const group = await groups.find(addressed(request.getOptions()));
  return new GetInfoResp().setSubscriptionInfo(infoOf(group));
}

async function replayParked(groups: Groups, request: ReplayParkedReq): Promise<ReplayParkedResp> {
  const options = request.getOptions();
  const group = await groups.find(addressed(options));
  await group.replayParked(options?.hasStopAt() ? Number(options.getStopAt()) : undefined);
  return new ReplayParkedResp();
}

async function list(groups: Groups, request: ListReq): Promise<ListResp> {
  const options = request.getOptions();
  const all = await groups.all();
  if (options?.hasListAllSubscriptions()) return new ListResp().setSubscriptionsList(all.map(infoOf));
  const wanted = options?.getListForStream();
  if (!wanted) throw badRequest('The request says neither all groups nor those of a stream.');
  const source = wanted.hasAll() ? ALL : sourceStream(wanted.getStream());
  const found = all.filter(({ kept }) => kept.name.source === source);
  if (found.length === 0) throw groupDoesNotExist({ source, group: '' });
  return new ListResp().setSubscriptionsList(found.map(infoOf));
}
