import { status, type ServiceError } from '@grpc/grpc-js';
import { refusal } from '../server/refusals';

/** The source of a group that reads the whole log. */
export const ALL = '$all';

/** What tells a group from all others: its name on the stream (or the log) that it reads. */
export interface GroupName {
  readonly source: string;
  readonly group: string;
}

export const keyOf = ({ source, group }: GroupName): string => `${source}::${group}`;

/** Everything that groups write about themselves; a group on the log does not read it. */
export const OWN_STREAMS = '$persistentsubscription-';

/** Where a group puts the events that nobody could handle. */
export const parkedStream = (name: GroupName): string => `${OWN_STREAMS}${keyOf(name)}-parked`;

const trailers = (exception: string, { source, group }: GroupName) => ({
  exception,
  'stream-name': source,
  'group-name': group,
});

export const groupExists = (name: GroupName): ServiceError =>
  refusal(
    status.ALREADY_EXISTS,
    `Subscription group ${name.group} on ${name.source} exists.`,
    trailers('persistent-subscription-exists', name),
  );

export const groupDoesNotExist = (name: GroupName): ServiceError =>
  refusal(
    status.NOT_FOUND,
    `Subscription group ${name.group} on ${name.source} does not exist.`,
    trailers('persistent-subscription-does-not-exist', name),
  );

export const groupDropped = (name: GroupName, reason: string): ServiceError =>
  refusal(
    status.CANCELLED,
    `Subscription group ${name.group} on ${name.source} was dropped: ${reason}`,
    trailers('persistent-subscription-dropped', name),
  );

export const groupIsFull = (name: GroupName): ServiceError =>
  refusal(
    status.FAILED_PRECONDITION,
    `Subscription group ${name.group} on ${name.source} has as many subscribers as it may have.`,
    trailers('maximum-subscribers-reached', name),
  );
