import { appendFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithKafka, runBuilt, startEventStore, startOwnKafka, until, type OwnKafka } from '@fuyuan/testing';
import { smallDisk, temporaryDirectory, type Place } from '../running/places';
import { preloaded } from '../running/preload';
import { elapsed } from '../running/until';
import { Between, REQUESTS, type RequestName } from './between';
import { Load } from './load';
import { faultsOf } from './reconciled';
import { Relays } from './relays';

/** Longer than everything the client waits for but a transaction; RELAY_BROKER_AWAY_SECONDS=600 takes the time it takes. */
const AWAY_S = Number(process.env.RELAY_BROKER_AWAY_SECONDS ?? 15);
/** More than `hurried.ts` waits for. */
const LATE_MS = 1_500;

/** Mounting a disk of one's own takes root. Where it is not permitted this is said, and CI runs as root. */
const place = tried(() => smallDisk(256));
const itOnSmallDisk = place instanceof Error ? it.skip : it;
if (place instanceof Error)
  process.stdout.write(`relay: out of disk SKIPPED, no disk may be mounted: ${place.message}\n`);

describeWithKafka('a relay whose broker, or the way to it, fails under load', () => {
  const disk = place instanceof Error ? temporaryDirectory() : place;
  let between: Between;
  let broker: OwnKafka;
  let store: Awaited<ReturnType<typeof startEventStore>>;
  let load: Load;
  let relays: Relays;
  let brokers: string[];
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    between = await Between.listen();
    const data = join(disk.path, 'kafka');
    broker = await startOwnKafka({ data, advertise: between.port });
    between.to(Number(broker.brokers[0]?.split(':')[1]));
    brokers = [`127.0.0.1:${between.port}`];
    store = await startEventStore();
    env = {
      KAFKA_BROKERS: brokers.join(','),
      EVENTSTORE_CONNECTION_STRING: store.connectionString,
      RELAY_SESSION_TIMEOUT: '1s',
      LOG_LEVEL: 'warn',
    };
    const topics = await runBuilt('relay/src/topics.cli', { args: ['--apply'], env });
    if (topics.code !== 0) throw new Error(topics.output);
    load = new Load(store.connectionString);
    relays = new Relays({ ...env, ...preloaded('relay/hurried') });
    await load.start();
    await relays.start();
    await relays.start();
    await relays.progress();
  }, 120_000);

  afterAll(async () => {
    await load?.stop();
    await relays?.stop();
    await store?.stop();
    await broker?.stop();
    await between?.close();
    disk.remove();
  }, 60_000);

  const noFaults = async (): Promise<void> => {
    expect(await faultsOf({ load, relays, env, brokers })).toEqual([]);
    load.resume();
    await load.turnFeed();
  };

  it.each([
    ['before the commit came to the broker', false],
    ['after the commit came to it, and before its answer', true],
  ])(
    'goes on when it is restarted in the middle of a transaction, %s',
    async (_, pass) => {
      await between.next('EndTxn', pass);
      await broker.kill();
      await broker.restart();
      await relays.progress();
      await noFaults();
    },
    120_000,
  );

  it('goes on when answers come later than it waits for them, of every kind', async () => {
    for (const request of Object.keys(REQUESTS) as RequestName[]) {
      between.delay(request, LATE_MS, request === 'Fetch' ? 1 : 2);
      let next = performance.now() + 1_000;
      await relays.holds(`answers to ${request} were late`, () => {
        // What is asked only at the beginning of a reign, or of a membership, is asked again when the way breaks.
        if (performance.now() > next) {
          between.sever();
          next = performance.now() + 3_000;
        }
        return between.toDelay === 0;
      });
      await relays.progress();
    }
    await noFaults();
  }, 180_000);

  it(
    `goes on when it was away for ${AWAY_S} s`,
    async () => {
      await broker.kill();
      await until('it was away', elapsed(AWAY_S * 1_000), (AWAY_S + 10) * 1_000);
      await broker.restart();
      await relays.progress();
      await noFaults();
    },
    (AWAY_S + 120) * 1_000,
  );

  itOnSmallDisk(
    'goes on when its disk was full, and there is room again',
    async () => {
      const ballast = join(disk.path, 'ballast');
      fill(ballast, disk.path);
      const stands = standsStill(() => relays.facts());
      await until('nothing more is published', async () => fill(ballast, disk.path) ?? stands(), 60_000);
      rmSync(ballast);
      await broker.kill();
      await broker.restart();
      await relays.progress();
      await noFaults();
    },
    180_000,
  );
});

/** Whether a figure has not changed for two seconds. */
function standsStill(figure: () => Promise<number>): () => Promise<boolean> {
  let [last, since] = [Number.NaN, 0];
  return async () => {
    const now = await figure();
    if (now !== last) [last, since] = [now, performance.now()];
    return performance.now() - since > 2_000;
  };
}

/** Takes all the room that is left. */
function fill(ballast: string, path: string): undefined {
  writeFileSync(ballast, '', { flag: 'a' });
  for (let left = free(path); left > 0; left = free(path))
    appendFileSync(ballast, Buffer.alloc(Math.min(left, 65_536)));
}

const free = (path: string): number => {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
};

function tried(make: () => Place): Place | Error {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
