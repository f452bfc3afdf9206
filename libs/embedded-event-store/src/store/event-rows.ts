import { crc32 } from 'node:zlib';
import type Database from 'better-sqlite3';
import type { ProposedEvent, StoredEvent } from './events';
import { DamagedStore } from './store-errors';

/** Columns of one event with the name of its stream, in this order. */
export type EventRow = [
  position: number,
  stream: string,
  revision: number,
  id: Buffer,
  type: string,
  json: number,
  created: number,
  checksum: number,
  metadata: Buffer,
  data: Buffer,
];

export const COLUMNS =
  'e.position, s.name, e.revision, e.id, e.type, e.json, e.created, e.checksum, e.metadata, e.data';

export const FROM_EVENTS = 'FROM events e CROSS JOIN streams s ON s.id = e.stream';

/** zlib takes an empty buffer for none at all and begins anew, so empty parts are passed over. */
const extended = (sum: number, part: Buffer | string): number => (part.length === 0 ? sum : crc32(part, sum));

export const checksumOf = ({ id, type, metadata, data }: ProposedEvent): number =>
  extended(extended(extended(crc32(id), type), metadata), data);

const unchecked = ([position, stream, revision, id, type, json, created, , metadata, data]: EventRow): StoredEvent => ({
  position,
  stream,
  revision,
  id,
  type,
  json: json === 1,
  created,
  metadata,
  data,
});

/** What is wrong with a row, in words; undefined when it is as it was written. */
export function checksumFault(row: EventRow): string | undefined {
  const event = unchecked(row);
  if (checksumOf(event) === row[7]) return undefined;
  return `event ${event.revision} of stream '${event.stream}' (position ${event.position}) does not match its checksum`;
}

/** @throws DamagedStore */
export function eventOf(row: EventRow, file: string): StoredEvent {
  const event = unchecked(row);
  if (checksumOf(event) === row[7]) return event;
  throw new DamagedStore(file, checksumFault(row) ?? 'an event does not match its checksum');
}

type EventValues = [number, number, number, Buffer, string, number, number, number, Buffer, Buffer];

export const insertEvent = (database: Database.Database): Database.Statement<EventValues> =>
  database.prepare(
    'INSERT INTO events (position, stream, revision, id, type, json, created, checksum, metadata, data) VALUES (?,?,?,?,?,?,?,?,?,?)',
  );
