import { startEmbeddedEventStore } from '@fuyuan/embedded-event-store';
import { publication, PUBLISHER, type Town } from '../operations/town';
import { storeWithin } from '../operations/worlds';
import { load } from './http-load';
import { fillLike } from './million-events';
import { mostResidentMb, startStandalone } from './processes';
import { median, type Row } from './report';

const STARTS = 3;

/** Start and memory of standalone on an empty data directory; it has accounts, and nothing was asked of it yet. */
export async function benchEmpty(data: string): Promise<Row[]> {
  const starts: number[] = [];
  let idle = 0;
  for (let start = 0; start < STARTS; start += 1) {
    const standalone = await startStandalone(data);
    starts.push(standalone.startMs);
    idle = Math.max(idle, await mostResidentMb(standalone.app.pid, 2_000));
    await standalone.stop();
  }
  const startMs = median(starts);
  return [
    {
      name: 'standalone: start to ready, empty',
      figure: startMs,
      unit: 'ms',
      target: '< 3,000 ms',
      met: startMs < 3_000,
    },
    { name: 'standalone: resident, idle', figure: idle, unit: 'MB', target: '< 250 MB', met: idle < 250 },
  ];
}

/**
 * Start and memory of standalone on so many events, and its memory after commands beside them. The events are laid into
 * its data directory before: its own store lets in nobody else. `model` is a notice whose record has ten events, which
 * are what is stored again and again.
 */
export async function benchFull(data: string, enterTown: EnterTown, { model, events, commands }: Full): Promise<Row[]> {
  const store = await startEmbeddedEventStore({ data: storeWithin(data) });
  let next = 0;
  await fillLike(store.connectionString, model, events, (stored) => {
    if (stored < next) return;
    next += events / 50;
    process.stderr.write('.');
  });
  await store.stop();

  const starts: number[] = [];
  let idle = 0;
  for (let start = 0; start < STARTS; start += 1) {
    const standalone = await startStandalone(data);
    starts.push(standalone.startMs);
    idle = Math.max(idle, await mostResidentMb(standalone.app.pid, 1_000));
    await standalone.stop();
  }
  const standalone = await startStandalone(data);
  await publishSome(await enterTown(standalone.origin), commands);
  const busy = await mostResidentMb(standalone.app.pid, 2_000);
  await standalone.stop();

  const startMs = median(starts);
  const [many, more] = [events.toLocaleString('en-US'), commands.toLocaleString('en-US')];
  const start = { name: `standalone: start to ready, ${many} events stored`, figure: startMs, unit: 'ms' };
  const memory = { name: `standalone: resident, ${many} events, after ${more} commands`, figure: busy, unit: 'MB' };
  return [
    { ...start, target: '< 5,000 ms', met: startMs < 5_000 },
    { name: `standalone: resident, ${many} events, idle`, figure: idle, unit: 'MB' },
    { ...memory, target: '< 400 MB', met: busy < 400 },
  ];
}

type Full = Readonly<{ model: string; events: number; commands: number }>;
type EnterTown = (origin: string) => Promise<Town>;

const publishSome = (town: Town, amount: number) =>
  load({
    origin: town.origin,
    token: town.tokenOf(PUBLISHER),
    connections: 64,
    amount,
    paths: ['/v1/law-notices'],
    body: JSON.stringify(publication('{{key}}')),
  });
