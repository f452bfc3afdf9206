import { crc32 } from 'node:zlib';
import type Database from 'better-sqlite3';
import type { ProposedEvent, StoredEvent } from './events';
import { DamagedStore } from './store-errors';

type Numbers = [
  position: number,
  stream: number,
  revision: number,
  json: number,
  created: number,
  checksum: number,
  typeBytes: number,
  metadataBytes: number,
];

/**
 * What is read of one event. `content` is id, type, metadata and data in one piece, as the checksum wants them: one
 * buffer and one reckoning for each event, where every other column costs a third of a microsecond.
 */
export type EventRow = [...Numbers, content: Buffer];

const ID_BYTES = 16;
const NUMBERS = `position, stream, revision, json, created, checksum, octet_length(type), octet_length(metadata)`;
const CONTENT = 'id || type || metadata || data';

export const COLUMNS = `${NUMBERS}, CAST(${CONTENT} AS BLOB)`;

/**
 * A whole page as one row: the numbers of its events as a JSON list of lists, each ending with the length of its data,
 * and their contents one behind the other. SQLite joins text by its length and looks at no byte of it, so contents pass
 * through whatever they are. Half as dear as a row for each event, and one buffer where those leave one each to collect.
 */
export const PACKED_COLUMNS = `json_group_array(json_array(${NUMBERS}, octet_length(data))),
  CAST(group_concat(${CONTENT}, '') AS BLOB)`;

/** Both null when no event fits. */
export type PackedPage = [numbers: string | null, contents: Buffer | null];

export function* rowsOf([numbers, contents]: PackedPage): Generator<EventRow> {
  if (!numbers || !contents) return;
  let end = 0;
  for (const packed of JSON.parse(numbers) as [...Numbers, dataBytes: number][]) {
    const [position, stream, revision, json, created, checksum, typeBytes, metadataBytes, dataBytes] = packed;
    const begin = end;
    end += ID_BYTES + typeBytes + metadataBytes + dataBytes;
    const content = contents.subarray(begin, end);
    yield [position, stream, revision, json, created, checksum, typeBytes, metadataBytes, content];
  }
}

/** zlib takes an empty buffer for none at all and begins anew, so empty parts are passed over. */
const extended = (sum: number, part: Buffer | string): number => (part.length === 0 ? sum : crc32(part, sum));

export const checksumOf = ({ id, type, metadata, data }: ProposedEvent): number =>
  extended(extended(extended(crc32(id), type), metadata), data);

/** What is wrong with a row, in words; undefined when it is as it was written. */
export function faultOf(row: EventRow, stream: string): string | undefined {
  const [position, , revision, , created, checksum, , , content] = row;
  const isWhole = crc32(content) === checksum;
  if (isWhole && Number.isInteger(created)) return undefined;
  const fault = isWhole ? 'has a time that is none' : 'does not match its checksum';
  return `event ${revision} of stream '${stream}' (position ${position}) ${fault}`;
}

/** @throws DamagedStore */
export function eventOf(row: EventRow, stream: string, file: string): StoredEvent {
  const fault = faultOf(row, stream);
  if (fault !== undefined) throw new DamagedStore(file, fault);

  const [position, , revision, json, created, , typeBytes, metadataBytes, content] = row;
  const metadataAt = ID_BYTES + typeBytes;
  const dataAt = metadataAt + metadataBytes;
  return {
    position,
    stream,
    revision,
    created,
    id: content.subarray(0, ID_BYTES),
    type: content.toString('utf8', ID_BYTES, metadataAt),
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
