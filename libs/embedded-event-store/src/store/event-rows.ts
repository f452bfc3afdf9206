import { crc32 } from 'node:zlib';
import type Database from 'better-sqlite3';
import type { ProposedEvent, StoredEvent } from './events';
import { DamagedStore } from './store-errors';

/**
 * Columns of one event, in this order. `content` is id, type, metadata and data in one piece, as the checksum wants
 * them: one buffer and one reckoning for each event that is read, where every other costs a microsecond.
 */
export type EventRow = [
  position: number,
  stream: number,
  revision: number,
  type: string,
  typeBytes: number,
  json: number,
  created: number,
  checksum: number,
  metadataBytes: number,
  content: Buffer,
];

export const COLUMNS = `position, stream, revision, type, octet_length(type), json, created, checksum,
  octet_length(metadata), CAST(id || type || metadata || data AS BLOB)`;

const ID_BYTES = 16;

/** zlib takes an empty buffer for none at all and begins anew, so empty parts are passed over. */
const extended = (sum: number, part: Buffer | string): number => (part.length === 0 ? sum : crc32(part, sum));

export const checksumOf = ({ id, type, metadata, data }: ProposedEvent): number =>
  extended(extended(extended(crc32(id), type), metadata), data);

/** What is wrong with a row, in words; undefined when it is as it was written. */
export function checksumFault(row: EventRow, stream: string): string | undefined {
  const [position, , revision, , , , , checksum, , content] = row;
  if (crc32(content) === checksum) return undefined;
  return `event ${revision} of stream '${stream}' (position ${position}) does not match its checksum`;
}

/** @throws DamagedStore */
export function eventOf(row: EventRow, stream: string, file: string): StoredEvent {
  const fault = checksumFault(row, stream);
  if (fault !== undefined) throw new DamagedStore(file, fault);

  const [position, , revision, type, typeBytes, json, created, , metadataBytes, content] = row;
  const metadataAt = ID_BYTES + typeBytes;
  const dataAt = metadataAt + metadataBytes;
  return {
    position,
    stream,
    revision,
    created,
    id: content.subarray(0, ID_BYTES),
    type,
    json: json === 1,
    metadata: content.subarray(metadataAt, dataAt),
    data: content.subarray(dataAt),
  };
}

type EventValues = [number, number, number, Buffer, string, number, number, number, Buffer, Buffer];

export const insertEvent = (database: Database.Database): Database.Statement<EventValues> =>
  database.prepare(
    'INSERT INTO events (position, stream, revision, id, type, json, created, checksum, metadata, data) VALUES (?,?,?,?,?,?,?,?,?,?)',
  );
