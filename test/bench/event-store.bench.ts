import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { startEmbeddedEventStore } from '@fuyuan/embedded-event-store';
import * as load from './event-store.load';
import { startNullEventStore } from './null-event-store';
import { median, percentile, table, type Row } from './report';

interface Size {
  readonly rounds: number;
  readonly appends: number;
  readonly read: number;
  readonly live: number;
  /** Events of the small and of the large store, whose appends are compared. */
  readonly small: number;
  readonly large: number;
}

const SHORT: Size = { rounds: 3, appends: 2_000, read: 10_000, live: 200, small: 10_000, large: 60_000 };
const FULL: Size = { rounds: 5, appends: 15_000, read: 100_000, live: 2_000, small: 10_000, large: 1_000_000 };

/** A measurement of minutes says that it goes on. */
const step = (name: string): void => void process.stderr.write(`\n${name} `);

/** Measures `a` and `b` in turns, so that whatever else the machine does meets both; medians. */
async function inTurns(rounds: number, a: () => Promise<number>, b: () => Promise<number>): Promise<[number, number]> {
  const found: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    found[0].push(await a());
    found[1].push(await b());
    process.stderr.write('.');
  }
  return [median(found[0]), median(found[1])];
}

interface Pair {
  readonly store: EventStoreDBClient;
  readonly none: EventStoreDBClient;
  readonly size: Size;
}

async function appends({ store, none, size }: Pair): Promise<Row[]> {
  const rows: Row[] = [];
  const kinds = [
    ...[1, 16, 128, 512].map((callers) => ({
      callers,
      batch: 1,
      appends: callers === 1 ? size.appends / 4 : size.appends,
    })),
    { callers: 8, batch: 100, appends: size.appends / 20 },
  ];
  for (const kind of kinds) {
    step(`append, ${kind.callers} callers`);
    const [figure, baseline] = await inTurns(
      size.rounds,
      () => load.appendRate(store, kind),
      () => load.appendRate(none, kind),
    );
    const ratio = figure / baseline;
    const name = `append ×${kind.batch}, ${kind.callers} callers`;
    const promise = kind.callers === 128 ? { target: '≥ 0.9 of baseline', met: ratio >= 0.9 } : {};
    rows.push({ name, figure, unit: 'events/s', baseline, ratio, ...promise });
  }
  return rows;
}

async function reads({ store, none, size: { rounds, read } }: Pair): Promise<Row[]> {
  const stream = await load.longStream(store, read);
  const from = await load.positionBefore(store, read);
  const rows: Row[] = [];
  const add = async (name: string, ofStore: () => Promise<number>, ofNone: () => Promise<number>) => {
    step(name);
    const [figure, baseline] = await inTurns(rounds, ofStore, ofNone);
    rows.push({ name: `${name}, ${read} events`, figure, unit: 'events/s', baseline, ratio: figure / baseline });
  };
  await add(
    'readStream',
    () => load.streamReadRate(store, stream, read),
    () => load.streamReadRate(none, stream, read),
  );
  await add(
    'readAll',
    () => load.allReadRate(store, read),
    () => load.allReadRate(none, read),
  );
  await add(
    '$all catch-up',
    () => load.catchUpRate(store, read, from),
    () => load.catchUpRate(none, read, BigInt(read)),
  );
  return rows.map((row) =>
    row.name.startsWith('$all')
      ? { ...row, target: '≥ 45,000/s or ≥ 0.85 of baseline', met: row.figure >= 45_000 || (row.ratio ?? 0) >= 0.85 }
      : row,
  );
}

async function live({ store, none, size }: Pair): Promise<Row[]> {
  step('live');
  const delays: [number[], number[]] = [[], []];
  for (let round = 0; round < size.rounds; round += 1) {
    delays[0].push(...(await load.liveDelays(store, size.live)));
    process.stderr.write('.');
    delays[1].push(...(await load.liveDelays(none, size.live)));
  }
  return [0.5, 0.99].map((share) => {
    const [figure, baseline] = [percentile(delays[0], share), percentile(delays[1], share)];
    const promise = share === 0.99 ? { target: '< 5 ms', met: figure < 5 } : {};
    const name = `append to live subscriber, p${share * 100}`;
    return { name, figure, unit: 'ms', baseline, ratio: figure / baseline, ...promise };
  });
}

/** A small and a large store at the same time: what an append costs must not depend on what is stored. */
async function growth({ rounds, appends: count, small, large }: Size, data: (name: string) => string): Promise<Row[]> {
  const stores = await Promise.all(['small', 'large'].map((name) => startEmbeddedEventStore({ data: data(name) })));
  const [few, many] = stores.map(({ connectionString }) => load.connect(connectionString));
  if (!few || !many) throw new Error('Two stores were to be started.');
  step('filling');
  await load.fill(few, small);
  const filling = await load.fill(many, large);
  step('growth');
  const kind = { callers: 128, batch: 1, appends: count };
  const [fast, slow] = await inTurns(
    rounds,
    () => load.appendRate(few, kind),
    () => load.appendRate(many, kind),
  );
  await Promise.all([few.dispose(), many.dispose()]);
  await Promise.all(stores.map((store) => store.stop()));

  const [costMany, costFew] = [1e6 / slow, 1e6 / fast];
  const ratio = costMany / costFew;
  const cost = { name: `cost of an append at ${large} events beside ${small}`, figure: costMany, unit: 'µs' };
  return [
    { name: `filling, up to ${large} events`, figure: filling, unit: 'events/s' },
    { ...cost, baseline: costFew, ratio, target: '≤ 1.2 of baseline', met: ratio <= 1.2 },
    ...startOf(data('large'), large),
  ];
}

function startOf(data: string, events: number): Row[] {
  const said = execFileSync(process.execPath, [join(__dirname, 'event-store.alone.js'), data], { encoding: 'utf8' });
  const { startMs, rssMiB } = JSON.parse(said) as { startMs: number; rssMiB: number };
  return [
    {
      name: `start to ready, ${events} events`,
      figure: startMs,
      unit: 'ms',
      target: '< 3,000 ms',
      met: startMs < 3000,
    },
    { name: `resident, store alone, ${events} events`, figure: rssMiB, unit: 'MiB' },
  ];
}

/** The embedded event store beside a server that stores nothing, in the same run. */
export async function benchEventStore({ short }: { readonly short: boolean }): Promise<Row[]> {
  const size = short ? SHORT : FULL;
  const root = mkdtempSync(join(tmpdir(), 'fuyuan-bench-'));
  const data = (name: string): string => join(root, name);
  try {
    const [embedded, nothing] = [await startEmbeddedEventStore({ data: data('main') }), await startNullEventStore()];
    const pair = { store: load.connect(embedded.connectionString), none: load.connect(nothing.connectionString), size };
    await inTurns(
      1,
      () => load.fill(pair.store, 5_000),
      () => load.fill(pair.none, 5_000),
    );
    const rows = [...(await appends(pair)), ...(await reads(pair)), ...(await live(pair))];
    await Promise.all([pair.store.dispose(), pair.none.dispose()]);
    await Promise.all([embedded.stop(), nothing.stop()]);
    return [...rows, ...(await growth(size, data))];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

if (require.main === module) {
  void benchEventStore({ short: process.argv.includes('--short') }).then((rows) => console.log(table(rows)));
}
