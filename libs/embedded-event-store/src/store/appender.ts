import type Database from 'better-sqlite3';
import { checksumOf, insertEvent } from './event-rows';
import type { Append, AppendResult, ProposedEvent, StoredEvent } from './events';
import { judge, type StreamState } from './expectation';
import { RecentIds } from './recent-ids';
import { isMetastream, isSoftDeleted, metastreamOf, originalOf, retentionOf, DELETED_BEFORE } from './retention';
import type { StreamDirectory, StreamInfo } from './stream-directory';
import { metadataEvent, metadataWithTruncation } from './system-events';

/** Judges and writes appends. Every call happens inside a transaction of the committer, which tells how it ended. */
export class Appender {
  private readonly insert: ReturnType<typeof insertEvent>;
  private readonly idAt: Database.Statement<[number, number], Buffer>;
  private readonly positionAt: Database.Statement<[number, number], number>;
  private readonly dataAt: Database.Statement<[number, number], Buffer>;
  private readonly recent = new RecentIds();
  private written: StoredEvent[] = [];
  private position: number;

  constructor(
    private readonly database: Database.Database,
    private readonly streams: StreamDirectory,
    private committedPosition: number,
  ) {
    this.position = committedPosition;
    this.insert = insertEvent(database);
    const at = (column: string) =>
      `SELECT ${column} FROM events INDEXED BY events_by_revision WHERE stream = ? AND revision = ?`;
    this.idAt = database.prepare<[number, number], Buffer>(at('id')).pluck();
    this.positionAt = database.prepare<[number, number], number>(at('position')).pluck();
    this.dataAt = database.prepare<[number, number], Buffer>(at('data')).pluck();
    this.remember();
  }

  append({ stream, expected, events, deadline = Infinity }: Append): AppendResult {
    if (deadline < Date.now()) return { outcome: 'expired' };
    const info = this.streams.find(stream);
    const state = this.stateOf(stream, info);
    const ids = events.map(({ id }) => id);
    const verdict = judge(state, expected, ids, this.knownIds(info));
    switch (verdict.verdict) {
      case 'deleted':
        return { outcome: 'stream-deleted' };
      case 'wrong-expected-version':
        return { outcome: 'wrong-expected-version', current: state.last < 0 ? undefined : state.last };
      case 'repeated':
        return this.repeated(info, verdict.lastRevision);
      case 'append':
        return this.write(stream, info, events);
    }
  }

  /** Takes a stream out of sight; it may be written to again, and goes on with its next revision. */
  softDelete(stream: string): number {
    return this.put(this.streams.open(metastreamOf(stream)), metadataEvent({ $tb: DELETED_BEFORE }));
  }

  /** Ends a stream for ever. */
  tombstone(stream: string, event: ProposedEvent): number {
    const info = this.streams.open(stream);
    const position = this.put(info, event);
    info.tombstoned = true;
    this.streams.save(info);
    return position;
  }

  /** What was written since the last outcome, in order. */
  committed(): readonly StoredEvent[] {
    const { written } = this;
    this.written = [];
    this.committedPosition = this.position;
    this.streams.committed();
    this.recent.committed();
    return written;
  }

  rolledBack(): void {
    this.written = [];
    this.position = this.committedPosition;
    this.streams.rolledBack();
    this.recent.rolledBack();
  }

  /** `found` is what `find` said of the stream: each look for one that is new is a walk through the index of names. */
  private write(stream: string, found: StreamInfo | undefined, events: readonly ProposedEvent[]): AppendResult {
    if (events.length === 0) return { outcome: 'stored', revision: found?.last ?? -1, position: undefined };
    if (found) this.reviveIfDeleted(found);
    const info = found ? this.streams.touch(found) : this.streams.create(stream);
    let position = 0;
    for (const event of events) position = this.put(info, event);
    return { outcome: 'stored', revision: info.last, position };
  }

  private repeated(info: StreamInfo | undefined, revision: number): AppendResult {
    return { outcome: 'stored', revision, position: this.positionAt.get(info?.id ?? 0, revision) };
  }

  /** A soft-deleted stream that is written to again shows what comes now and nothing of before. */
  private reviveIfDeleted({ name, retention, last }: StreamInfo): void {
    if (!isSoftDeleted(retention)) return;
    const metastream = this.streams.open(metastreamOf(name));
    const current = this.dataAt.get(metastream.id, metastream.last);
    this.put(metastream, metadataEvent(metadataWithTruncation(current, last + 1)));
  }

  /** `info` is of a stream that was opened for writing. */
  private put(info: StreamInfo, event: ProposedEvent): number {
    const stream = info.name;
    const { id, type, json, data, metadata } = event;
    const revision = info.last + 1;
    const created = Date.now();
    this.position += 64 + type.length + metadata.length + data.length;
    this.insert.run(
      this.position,
      info.id,
      revision,
      id,
      type,
      json ? 1 : 0,
      created,
      checksumOf(event),
      metadata,
      data,
    );
    info.last = revision;
    this.recent.add(info.id, revision, id);
    this.written.push({ position: this.position, stream, revision, created, id, type, json, data, metadata });
    if (isMetastream(stream)) this.applyMetadata(originalOf(stream), event);
    return this.position;
  }

  private applyMetadata(stream: string, { data }: ProposedEvent): void {
    const info = this.streams.open(stream);
    if (isMetastream(stream)) return;
    info.retention = retentionOf(parsed(data));
    this.streams.save(info);
  }

  private stateOf(stream: string, info: StreamInfo | undefined): StreamState {
    // A stream's metadata ends with the stream.
    const tombstoned = (isMetastream(stream) ? this.streams.find(originalOf(stream)) : info)?.tombstoned ?? false;
    if (!info) return { last: -1, tombstoned, softDeleted: false, hasMetadata: false, first: 0 };
    const { last, retention } = info;
    const softDeleted = isSoftDeleted(retention);
    const hasMetadata = last < 0 && this.streams.find(metastreamOf(stream)) !== undefined;
    return { last, tombstoned, softDeleted, hasMetadata, first: softDeleted ? 0 : (retention.truncateBefore ?? 0) };
  }

  private knownIds(info: StreamInfo | undefined) {
    const stream = info?.id ?? 0;
    return {
      revisionOf: (id: Buffer) => this.recent.revisionOf(stream, id),
      isAt: (revision: number, id: Buffer) => this.idAt.get(stream, revision)?.equals(id) ?? false,
    };
  }

  private remember(): void {
    const rows = this.database
      .prepare<[number], [number, number, Buffer]>(
        'SELECT stream, revision, id FROM events WHERE position IN (SELECT position FROM events ORDER BY position DESC LIMIT ?) ORDER BY position',
      )
      .raw();
    for (const [stream, revision, id] of rows.iterate(RecentIds.size)) this.recent.add(stream, revision, id);
    this.recent.committed();
  }
}

function parsed(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
}
