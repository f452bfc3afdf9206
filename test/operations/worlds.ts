import { join } from 'node:path';
import { registerAccounts } from './accounts';
import { ActBook, receiptOf, type Act } from './act-book';
import { end, startApp, untilReady, type AppProcess, type Exit } from './running/app-process';
import { hangUp } from './running/http-call';
import { freePort, temporaryDirectory, type Place } from './running/places';
import { acceptance, send } from './referral-acts';
import { enter, publish, registrations, type Town } from './town';

export type People = Readonly<{
  town: Town;
  book: ActBook;
  /** Notices that all callers act on at once. */
  shared: readonly [string, ...string[]];
  /** A referral that is being worked on, for the same. */
  sharedReferral: string;
}>;

/** A town at work: who answers, what was said, and how to kill and raise one of its processes. */
export type World = People &
  Readonly<{
    /** The data directory of the event store. */
    log: string;
    /** kill -9. */
    crash(): Promise<void>;
    /** Starts what was killed and waits until the exchange is ready. */
    recover(): Promise<void>;
    /** Ends everything as asked by SIGTERM, the exchange first. */
    end(): Promise<(Exit | undefined)[]>;
    exitsInOrder: Exit[];
    /** Leaves nothing behind. */
    close(): Promise<void>;
  }>;

const IN_ORDER: Exit = { code: 0, signal: null };
const COMMAND_DEADLINE_MS = 1_500;

/** The exchange and its store in one process. */
export async function standaloneWorld(): Promise<World> {
  const place = temporaryDirectory();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const password = await registerAccounts(place.path);
  const start = () => startApp('standalone', ['--data', place.path, '--port', String(port)]);

  let app = start();
  await untilReady(app, origin);
  const stop = async () => [await end(app)];
  return {
    ...(await settleIn(origin, password)),
    log: storeWithin(place.path),
    crash: async () => void (await end(app, 'SIGKILL')),
    recover: () => untilReady((app = start()), origin),
    end: stop,
    exitsInOrder: [IN_ORDER],
    close: closing(stop, place),
  };
}

/** The exchange and its store each in a process of its own; one of the two is killed. */
export async function separateWorld(victim: 'event-store' | 'exchange'): Promise<World> {
  const place = temporaryDirectory();
  const log = join(place.path, 'log');
  const apps = await separateApps(place.path, log);
  const password = await registerAccounts(place.path);
  const running = { 'event-store': apps.start('event-store'), exchange: apps.start('exchange') };

  await untilReady(running.exchange, apps.origin);
  const stop = async () => [await end(running.exchange), await end(running['event-store'])];
  return {
    ...(await settleIn(apps.origin, password)),
    log,
    crash: async () => void (await end(running[victim], 'SIGKILL')),
    recover: () => {
      running[victim] = apps.start(victim);
      return untilReady(running.exchange, apps.origin);
    },
    end: stop,
    exitsInOrder: [IN_ORDER, IN_ORDER],
    close: closing(stop, place),
  };
}

/** How to start the exchange and its store apart. Ports stay the same over every restart. */
export async function separateApps(data: string, log: string) {
  const [storePort, port] = [await freePort(), await freePort()];
  const env = {
    HTTP_PORT: String(port),
    DATA_DIR: data,
    EVENTSTORE_CONNECTION_STRING: `esdb://127.0.0.1:${storePort}?tls=false`,
    COMMAND_DEADLINE_MS: String(COMMAND_DEADLINE_MS),
  };
  const start = (app: 'event-store' | 'exchange'): AppProcess =>
    app === 'exchange'
      ? startApp('exchange', [], env)
      : startApp('event-store', ['--data', log, '--port', String(storePort)]);
  const connectionString = env.EVENTSTORE_CONNECTION_STRING;
  return { start, origin: `http://127.0.0.1:${port}`, connectionString, deadlineMs: COMMAND_DEADLINE_MS };
}

/** Everyone signs in, and `atWork`. */
export const settleIn = async (origin: string, password: string): Promise<People> =>
  atWork(await enter(origin, password));

/** The office registers the units, and some records are made that all will act on. */
export async function atWork(town: Town): Promise<People> {
  const book = new ActBook();
  const perform = async (act: Act) => {
    const entry = book.sent(act);
    book.answered(entry, await town.perform(act));
    if (entry.outcome !== 'recorded') throw new Error(`POST ${act.path}: ${entry.told?.text ?? book.scandals[0]}`);
    return receiptOf(entry).record.id;
  };
  for (const registration of registrations()) await perform(registration);
  const first = await perform(publish('共同通报一'));
  const shared = [first, await perform(publish('共同通报二')), await perform(publish('共同通报三'))] as const;
  const sharedReferral = await perform(send('other', '共同移送'));
  for (const act of acceptance(sharedReferral)) await perform(act);
  return { town, book, shared, sharedReferral };
}

/** Where standalone keeps its event store within its data directory. */
export const storeWithin = (data: string): string => join(data, 'events');

const closing = (stop: () => Promise<unknown>, place: Place) => async () => {
  await stop();
  hangUp();
  place.remove();
};
