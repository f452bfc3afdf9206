import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { ANY, EventStoreDBClient, NO_STREAM, jsonEvent } from '@eventstore/db-client';
import { startEventStore } from '@fuyuan/testing';
import { EventLog } from './store/event-log';
import { verifyEventStore } from './store/verify';

const room = resolve(__dirname, '../../../dist/libs/embedded-event-store/src');
const event = (n: number) => jsonEvent({ type: 'Counted', data: { n } });

let data: string;
beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'fuyuan-start-'))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

describe('a running store', () => {
  it('is backed up while it is written to; the backup is a whole store', async () => {
    const store = await startEventStore({ data });
    const client = EventStoreDBClient.connectionString(store.connectionString);
    await client.appendToStream(
      'before',
      Array.from({ length: 500 }, (_, n) => event(n)),
      { expectedRevision: NO_STREAM },
    );

    const copy = join(data, 'copy');
    mkdirSync(copy);
    const during = Array.from({ length: 50 }, (_, n) =>
      client.appendToStream('during', event(n), { expectedRevision: ANY }),
    );
    await Promise.all([store.backup(join(copy, 'events.db')), ...during]);
    await expect(store.backup(join(copy, 'events.db'))).rejects.toThrow(/exists/);
    await client.dispose();
    await store.stop();

    const verified = verifyEventStore(copy);
    expect(verified.faults).toEqual([]);
    expect(verified.events).toBeGreaterThanOrEqual(500);
    const log = EventLog.open(copy);
    expect(log.streamState('before')).toEqual({ state: 'open', last: 499 });
    await log.close();
  });

  it('answers what is in flight before it stops, and takes nothing after', async () => {
    const store = await startEventStore({ data });
    const client = EventStoreDBClient.connectionString(store.connectionString);
    await client.appendToStream('s', event(0), { expectedRevision: NO_STREAM });
    const inFlight = Array.from({ length: 200 }, (_, n) => client.appendToStream(`s-${n}`, event(n)));
    const outcomes = Promise.allSettled(inFlight);
    await client.appendToStream('s', event(1));
    await store.stop();
    await store.stop();

    const acknowledged = (await outcomes).filter(({ status }) => status === 'fulfilled').length;
    expect(acknowledged).toBe(200);
    await expect(client.appendToStream('s', event(2), { deadline: 500 })).rejects.toThrow();
    expect(verifyEventStore(data)).toEqual({ events: 202, streams: 201, faults: [] });
  });

  it('says which port is taken', async () => {
    const first = await startEventStore({ data });
    const other = join(data, 'other');
    await expect(startEventStore({ data: other, port: first.address.port })).rejects.toThrow(/EADDRINUSE|in use|bind/);
    await first.stop();
  });
});

/** A process that appends without end and says what was acknowledged. */
const writer = (place: string): string => `
  const { EventStoreDBClient, jsonEvent } = require('@eventstore/db-client');
  require(${JSON.stringify(room)}).startEmbeddedEventStore({ data: ${JSON.stringify(place)} }).then((store) => {
    const client = EventStoreDBClient.connectionString(store.connectionString);
    const caller = async (stream) => {
      for (let n = 0; ; n += 1) {
        const expectedRevision = n === 0 ? 'no_stream' : BigInt(n - 1);
        await client.appendToStream(stream, jsonEvent({ type: 'Counted', data: { n } }), { expectedRevision });
        console.log(stream + ' ' + n);
      }
    };
    for (let c = 0; c < 16; c += 1) void caller('caller-' + c);
  });`;

describe('a store whose process is killed', () => {
  const seed = Date.now() % 1000;
  process.stderr.write(`start.int.spec: seed ${seed}\n`);

  it.each([0, 1, 2])(
    'in the middle of its work has all that it acknowledged, once and in order (kill %p)',
    async (round) => {
      const enough = 20 + ((seed * (round + 7)) % 400);
      const child = spawn(process.execPath, ['-e', writer(data)], { cwd: resolve(room, '../../../..') });
      const acknowledged = new Map<string, number>();
      let lines = 0;
      const ended = new Promise((done) => child.once('exit', done));
      for await (const line of createInterface({ input: child.stdout })) {
        const [stream = '', revision] = line.split(' ');
        acknowledged.set(stream, Number(revision));
        if ((lines += 1) === enough) child.kill('SIGKILL');
      }
      await ended;
      expect(lines).toBeGreaterThanOrEqual(enough);

      expect(verifyEventStore(data).faults).toEqual([]);
      const log = EventLog.open(data);
      for (const [stream, last] of acknowledged) {
        const page = log.readStream(stream, { from: 0, direction: 'forwards', limit: 10_000 });
        const found = page.state === 'open' ? page.events : [];
        const numbers = found.map(({ data: json }) => (JSON.parse(json.toString()) as { n: number }).n);
        expect(numbers).toEqual(numbers.map((_, n) => n));
        expect(found.map(({ revision }) => revision)).toEqual(numbers);
        expect(numbers.length).toBeGreaterThan(last);
      }
      await log.close();
    },
  );
});
