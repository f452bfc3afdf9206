import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventLog } from './event-log';
import type { ProposedEvent, StoredEvent } from './events';
import { newId } from './system-events';

const MIB = 1024 * 1024;

const event = (data: Buffer, metadata = Buffer.alloc(0), type = 'Kept'): ProposedEvent => ({
  id: newId(),
  type,
  json: false,
  data,
  metadata,
});

describe('the pages of the log', () => {
  let data: string;
  let log: EventLog;

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'fuyuan-pages-'));
    log = EventLog.open(data);
  });

  afterEach(async () => {
    await log.close();
    rmSync(data, { recursive: true, force: true });
  });

  const append = (stream: string, ...events: ProposedEvent[]) => log.append({ stream, expected: 'any', events });

  /** Every page until an empty one, as a reader of the log asks for them. */
  const pages = (limit: number): (readonly StoredEvent[])[] => {
    const read: (readonly StoredEvent[])[] = [];
    for (let from = 0; ;) {
      const page = log.readAll({ from, direction: 'forwards', limit });
      if (page.length === 0) return read;
      read.push(page);
      from = (page.at(-1)?.position ?? 0) + 1;
    }
  };

  it('give every byte back, whatever it means', async () => {
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const sent = [
      event(Buffer.from('\0{"a":"\0"}\0'), Buffer.from('\0')),
      event(Buffer.alloc(0)),
      event(every, every, '移送已签收'),
      event(Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from([0xed, 0xa0, 0x80]), 'it\'s "quoted"\\, 🏛'),
      event(Buffer.from('[],"'), Buffer.alloc(0), ''),
    ];
    await append('任何-1', ...sent);
    await append("o'ther", ...sent.map(({ data: contents }) => event(contents)));

    const read = pages(3).flat();
    expect(read.slice(0, sent.length)).toEqual(sent.map((one): unknown => expect.objectContaining(one)));
    expect(read.map(({ stream, revision }) => `${revision}@${stream}`)).toEqual(
      ['任何-1', "o'ther"].flatMap((stream) => sent.map((_, revision) => `${revision}@${stream}`)),
    );
  });

  it('are the same forwards and backwards', async () => {
    for (let stream = 0; stream < 7; stream += 1) {
      await append(`s-${stream}`, ...Array.from({ length: 9 }, (_, n) => event(Buffer.from(`${stream}.${n}`))));
    }
    const backwards = log.readAll({ from: log.lastPosition + 1, direction: 'backwards', limit: 100 });
    expect(pages(10).flat()).toEqual([...backwards].reverse());
  });

  it('hold no more than about a MiB, but at least one event', async () => {
    const sizes = [10, 600_000, 600_000, 3 * MIB, 20, 2 * MIB, 2 * MIB, 30, 40];
    for (const size of sizes) await append('large', event(Buffer.alloc(size)));

    const read = pages(100).map((page) => page.map((one) => one.data.length));
    expect(read.flat()).toEqual(sizes);
    for (const page of read) {
      expect(page.length === 1 || page.reduce((sum, size) => sum + size, 0) <= MIB).toBe(true);
    }
  });
});
