import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { EventLog } from './event-log';
import type { ProposedEvent } from './events';
import { DamagedStore, StoreLocked } from './store-errors';
import { newId } from './system-events';
import { verifyEventStore } from './verify';

const room = resolve(__dirname, '../../../../dist/libs/embedded-event-store/src');
const NEEDLE = 'a-text-that-stands-nowhere-else';

const event = (text: string): ProposedEvent => ({
  id: newId(),
  type: 'Kept',
  json: true,
  data: Buffer.from(JSON.stringify({ text })),
  metadata: Buffer.alloc(0),
});

describe('a store', () => {
  let data: string;
  const file = () => join(data, 'events.db');

  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'fuyuan-damage-'));
    const log = EventLog.open(data);
    await log.append({ stream: 'kept', expected: 'no_stream', events: [event(NEEDLE), event('x'.repeat(20_000))] });
    await log.close();
  });

  afterEach(() => rmSync(data, { recursive: true, force: true }));

  /** The refusal names the file, and the file is what it was. */
  const isRefused = (why: RegExp) => {
    const before = readFileSync(file());
    expect(() => EventLog.open(data)).toThrow(DamagedStore);
    expect(() => EventLog.open(data)).toThrow(why);
    expect(() => EventLog.open(data)).toThrow(file());
    expect(readFileSync(file())).toEqual(before);
  };

  it('that is whole is verified as whole', () => {
    expect(verifyEventStore(data)).toEqual({ events: 2, streams: 1, faults: [] });
  });

  it('that is empty is refused', () => {
    truncateSync(file(), 0);
    isRefused(/it is empty/);
  });

  it('that is cut short is refused', () => {
    truncateSync(file(), statSync(file()).size - 4096);
    isRefused(/cut short|SQLITE_CORRUPT/);
  });

  it('that is no database is refused', () => {
    writeFileSync(file(), 'This is a letter, not a database. '.repeat(1000));
    isRefused(/it is no database/);
  });

  it('that is a database of another program is refused', () => {
    rmSync(file());
    const other = new Database(file());
    other.exec('CREATE TABLE letters (body TEXT)');
    other.close();
    isRefused(/not an event store of this product/);
  });

  it('that a newer version wrote is refused', () => {
    const newer = new Database(file());
    newer.pragma('user_version = 99');
    newer.close();
    isRefused(/newer version \(99/);
  });

  it('that is missing beside its write-ahead log is refused, not begun anew', () => {
    rmSync(file());
    writeFileSync(`${file()}-wal`, 'what is left');
    expect(() => EventLog.open(data)).toThrow(/missing/);
    expect(existsSync(file())).toBe(false);
  });

  it('with a flipped byte in an event says which when it is read, and when it is verified', async () => {
    const bytes = readFileSync(file());
    const at = bytes.indexOf(NEEDLE);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file(), bytes);

    const log = EventLog.open(data);
    const page = { from: 0, direction: 'forwards', limit: 10 } as const;
    for (const read of [() => log.readStream('kept', page), () => log.readAll(page)]) {
      expect(read).toThrow(DamagedStore);
      expect(read).toThrow(/event 0 of stream 'kept' .* checksum/);
    }
    await log.close();
    expect(verifyEventStore(data).faults).toEqual([expect.stringContaining("event 0 of stream 'kept'")]);
  });

  it.each(['00', 'ff'])('with a time that is none (x%s) says so when it is read', async (bytes) => {
    const other = new Database(file());
    other.unsafeMode();
    other.pragma('writable_schema = ON');
    other.exec("UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'events'");
    other.pragma('writable_schema = RESET');
    other.exec(`UPDATE events SET created = x'${bytes}' WHERE revision = 0`);
    other.close();

    const log = EventLog.open(data);
    const page = { from: 0, direction: 'forwards', limit: 10 } as const;
    expect(() => log.readStream('kept', page)).toThrow(/event 0 of stream 'kept' .* time that is none/);
    expect(() => log.readAll(page)).toThrow(DamagedStore);
    await log.close();
  });

  it('with a page overwritten says so when it is read', async () => {
    const bytes = readFileSync(file());
    bytes.fill(0xa5, 4096 * 2, 4096 * 7);
    writeFileSync(file(), bytes);
    expect(() => {
      const log = EventLog.open(data);
      try {
        log.readAll({ from: 0, direction: 'forwards', limit: 10 });
      } finally {
        log.database.close();
      }
    }).toThrow(DamagedStore);
  });

  it('has one owner, in this process', async () => {
    const log = EventLog.open(data);
    expect(() => EventLog.open(data)).toThrow(StoreLocked);
    expect(() => EventLog.open(data)).toThrow(`${data} is in use by process ${process.pid}`);
    await log.close();
    await EventLog.open(data).close();
  });

  it('has one owner among processes', async () => {
    const log = EventLog.open(data);
    const other = `require(${JSON.stringify(room)}).startEmbeddedEventStore({ data: ${JSON.stringify(data)} })
      .then(() => console.log('started'), (error) => { console.log(error.name + ': ' + error.message); });`;
    const said = execFileSync(process.execPath, ['-e', other], { encoding: 'utf8' });
    expect(said).toContain(`StoreLocked: The event store directory ${data} is in use by process ${process.pid}`);
    await log.close();
  });
});
