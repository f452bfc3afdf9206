import { publication, PUBLISHER, type Town } from '../operations/town';
import { load } from './http-load';
import { fillLike } from './million-events';
import { mostResidentMb, residentMb, startStandalone, type Standalone } from './processes';
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
 * Memory of standalone while its own store takes in so many events and commands go on; then how it starts on them.
 * `model` is a notice whose record has ten events, which are what is stored again and again.
 */
export async function benchFull(data: string, enterTown: EnterTown, { model, events }: Full): Promise<Row[]> {
  // At this level standalone says where its store listens; it says a line for each request as well.
  const standalone = await startStandalone(data, { LOG_LEVEL: 'info' });
  let most = 0;
  let next = 0;
  await fillLike(storeOf(standalone), model, events, (stored) => {
    if (stored < next) return;
    next += events / 50;
    most = Math.max(most, residentMb(standalone.app.pid));
    process.stderr.write('.');
  });
  await publishSome(await enterTown(standalone.origin));
  const after = await mostResidentMb(standalone.app.pid, 2_000);
  await standalone.stop();

  const starts: number[] = [];
  let restarted = 0;
  for (let start = 0; start < STARTS; start += 1) {
    const again = await startStandalone(data);
    starts.push(again.startMs);
    await publishSome(await enterTown(again.origin));
    restarted = Math.max(restarted, await mostResidentMb(again.app.pid, 1_000));
    await again.stop();
  }
  const startMs = median(starts);
  const many = events.toLocaleString('en-US');
  return [
    { name: `standalone: resident, most while it took in ${many} events`, figure: most, unit: 'MB' },
    {
      name: `standalone: resident, after ${many} events and 1,000 commands`,
      figure: after,
      unit: 'MB',
      target: '< 400 MB',
      met: after < 400,
    },
    {
      name: `standalone: start to ready, ${many} events stored`,
      figure: startMs,
      unit: 'ms',
      target: '< 5,000 ms',
      met: startMs < 5_000,
    },
    { name: `standalone: resident, restarted on ${many} events, after 1,000 commands`, figure: restarted, unit: 'MB' },
  ];
}

type Full = Readonly<{ model: string; events: number }>;
type EnterTown = (origin: string) => Promise<Town>;

function storeOf({ app }: Standalone): string {
  const found = /esdb:\/\/127\.0\.0\.1:\d+\?tls=false/.exec(app.output())?.[0];
  if (!found) throw new Error(`Standalone does not say where its store listens:\n${app.output()}`);
  return found;
}

const publishSome = (town: Town) =>
  load({
    origin: town.origin,
    token: town.tokenOf(PUBLISHER),
    connections: 64,
    amount: 1_000,
    paths: ['/v1/law-notices'],
    body: JSON.stringify(publication('{{key}}')),
  });
