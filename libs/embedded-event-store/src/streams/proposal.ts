import { isUtf8 } from 'node:buffer';
import { badRequest, missingMetadata, notSupported } from '../server/refusals';
import type { ProposedEvent } from '../store/events';
import type { SentEvent } from '../wire/append-request';

const LONGEST_NAME = 4096;

/** What an event counts for against the limit of an append, as EventStoreDB counts it. */
export const proposalBytes = ({ data, metadata, type = '' }: SentEvent): number =>
  data.length + metadata.length + 2 * type.length;

/** The name of a stream that may be written to. @throws ServiceError */
export function streamName(bytes: Uint8Array): string {
  if (bytes.length === 0) throw badRequest('The stream has no name.');
  if (bytes.length > LONGEST_NAME) throw badRequest(`The stream's name is longer than ${LONGEST_NAME} bytes.`);
  if (!isUtf8(bytes)) throw badRequest("The stream's name is not UTF-8.");
  return Buffer.from(bytes).toString('utf8');
}

/** The event as it will be stored. @throws ServiceError that names what is missing */
export function proposal(sent: SentEvent, stream: string): ProposedEvent {
  const { id, type, contentType, metadata, data } = sent;
  const missing = [...(type === undefined ? ['type'] : []), ...(contentType === undefined ? ['content-type'] : [])];
  if (missing.length > 0) throw missingMetadata(missing);
  if (!type) throw badRequest("An event's type is empty.");
  if (!id) throw badRequest("An event's id is not a UUID.");
  if (stream.startsWith('$$')) refuseAccessLists(data);
  return { id, type, json: contentType === 'application/json', metadata, data };
}

/** Keeping a list that nobody obeys would be a false promise. */
function refuseAccessLists(data: Buffer): void {
  if (data.includes('"$acl"')) throw notSupported('An access control list ($acl)');
}
