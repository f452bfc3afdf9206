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

export function eventOf(row: EventRow, file: string): StoredEvent {
  const [position, stream, revision, id, type, json, created, checksum, metadata, data] = row;
  const event = { position, stream, revision, id, type, json: json === 1, created, metadata, data };
  if (checksumOf(event) !== checksum) {
    throw new DamagedStore(
      file,
      `event ${revision} of stream '${stream}' (position ${position}) does not match its checksum`,
    );
  }
  return event;
}

type EventValues = [number, number, number, Buffer, string, number, number, number, Buffer, Buffer];

export const insertEvent = (database: Database.Database): Database.Statement<EventValues> =>
  database.prepare(
    'INSERT INTO events (position, stream, revision, id, type, json, created, checksum, metadata, data) VALUES (?,?,?,?,?,?,?,?,?,?)',
  );
