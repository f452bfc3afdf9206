import type {
  CreateReq,
  DeleteReq,
  GetInfoReq,
  ReadReq,
  ReplayParkedReq,
  UpdateReq,
} from '@eventstore/db-client/generated/persistent_pb';
import type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { badRequest } from '../server/refusals';
import { streamName } from '../streams/proposal';
import type { GroupName } from './group-name';
import { ALL } from './group-name';
import { groupSettings, type FilterSettings, type GroupSettings, type StartFrom } from './group-settings';

type Addressed = DeleteReq.Options | GetInfoReq.Options | ReadReq.Options | ReplayParkedReq.Options;
type Described = CreateReq.Options | UpdateReq.Options;

/** A stream's revision option of older clients: the largest uint64 stands for its end. */
const END_REVISION = '18446744073709551615';
const LONGEST_GROUP = 1024;

/** Which group a request is about. @throws ServiceError */
export function addressed(options: Addressed | undefined): GroupName {
  if (!options) throw badRequest('The request has no options.');
  const source = options.hasAll() ? ALL : sourceStream(options.getStreamIdentifier());
  return { source, group: groupOf(options.getGroupName()) };
}

/** The group that a request describes, and its settings. @throws ServiceError */
export function described(options: Described | undefined): { name: GroupName; settings: GroupSettings } {
  const sent = options?.getSettings();
  if (!options || !sent) throw badRequest('The request has no options or no settings.');
  const group = groupOf(options.getGroupName());
  const all = options.getAll();
  if (all) {
    const filter = 'getFilter' in all ? filterOf(all) : undefined;
    const settings = { ...groupSettings(sent, positionOf(all)), ...(filter ? { filter } : {}) };
    return { name: { source: ALL, group }, settings };
  }
  const stream = options.getStream();
  const source = sourceStream(stream?.getStreamIdentifier() ?? options.getStreamIdentifier());
  const startFrom = stream ? revisionOf(stream) : numbered(sent.getRevision());
  return { name: { source, group }, settings: groupSettings(sent, startFrom) };
}

export const sourceStream = (identifier: StreamIdentifier | undefined): string =>
  streamName(identifier?.getStreamName_asU8() ?? new Uint8Array());

function groupOf(name: string): string {
  if (name === '') throw badRequest('The group has no name.');
  if (name.length > LONGEST_GROUP) throw badRequest(`The group's name is longer than ${LONGEST_GROUP} characters.`);
  return name;
}

function revisionOf(stream: CreateReq.StreamOptions | UpdateReq.StreamOptions): StartFrom {
  if (stream.hasStart()) return 'start';
  return stream.hasEnd() ? 'end' : numbered(stream.getRevision());
}

function positionOf(all: CreateReq.AllOptions | UpdateReq.AllOptions): StartFrom {
  const position = all.getPosition();
  if (position) return numbered(position.getCommitPosition());
  return all.hasEnd() ? 'end' : 'start';
}

function numbered(text: string): StartFrom {
  if (text === END_REVISION) return 'end';
  return text === '0' ? 'start' : Number(text);
}

function filterOf(all: CreateReq.AllOptions): FilterSettings | undefined {
  const filter = all.getFilter();
  const expression = filter?.getEventType() ?? filter?.getStreamIdentifier();
  if (!filter || !expression) return undefined;
  const on = filter.hasEventType() ? 'type' : 'stream';
  return { on, prefixes: expression.getPrefixList(), regex: expression.getRegex() };
}
