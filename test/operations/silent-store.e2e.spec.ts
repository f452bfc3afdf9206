import { join } from 'node:path';
import { registerAccounts } from './accounts';
import { ActBook, type Entry } from './act-book';
import { faultsOf } from './audit';
import { historiesOf } from './histories';
import { streamsOf } from './kill-rounds';
import { repeat } from './repeat';
import { end, untilReady, type AppProcess } from './running/app-process';
import { hangUp, request, type Answer } from './running/http-call';
import { temporaryDirectory } from './running/places';
import { until } from './running/until';
import { publish, type Town } from './town';
import { separateApps, settleIn } from './worlds';

/** What the exchange may need beyond its deadline to write the answer, on a machine that does other work as well. */
const SLACK_MS = 1_500;

describe('an exchange whose event store does not answer', () => {
  const place = temporaryDirectory();
  let apps: Awaited<ReturnType<typeof separateApps>>;
  let store: AppProcess;
  let exchange: AppProcess;
  let town: Town;
  let book: ActBook;

  beforeAll(async () => {
    apps = await separateApps(place.path, join(place.path, 'log'));
    const password = await registerAccounts(place.path);
    [store, exchange] = [apps.start('event-store'), apps.start('exchange')];
    await untilReady(exchange, apps.origin);
    ({ town, book } = await settleIn(apps.origin, password));
  }, 60_000);
  afterAll(async () => {
    store?.signal('SIGCONT');
    await end(exchange);
    await end(store);
    hangUp();
    place.remove();
  });

  const ready = () => request(apps.origin, { method: 'GET', path: '/health/ready' });
  const unready = async () => ((await ready()).status === 503 ? true : undefined);
  const refusedInTime = async (): Promise<Entry> => {
    const entry = book.sent(publish('无人应答时'));
    const began = performance.now();
    const answer = await town.perform(entry.act);
    const tookMs = performance.now() - began;
    book.answered(entry, answer);
    expectUnavailable(answer);
    expect(tookMs).toBeLessThan(apps.deadlineMs + SLACK_MS);
    return entry;
  };
  const worksAgain = async (entries: readonly Entry[]) => {
    await untilReady(exchange, apps.origin);
    for (const entry of entries) {
      await until('the act to be recorded', async () => {
        book.answered(entry, await town.perform(entry.act));
        return entry.outcome === 'recorded' || undefined;
      });
    }
    expect(await repeat(town, entries)).toEqual([]);
    expect(faultsOf(await historiesOf(town, streamsOf(book)), book.receipts())).toEqual([]);
  };

  it('answers 503 within its deadline while the store is silent, and works again when it speaks', async () => {
    store.signal('SIGSTOP');
    const refused = await Promise.all([refusedInTime(), refusedInTime(), refusedInTime()]);
    await until('readiness to say no', unready);
    expect((await request(apps.origin, { method: 'GET', path: '/health/live' })).status).toBe(200);

    store.signal('SIGCONT');
    await worksAgain(refused);
  });

  it('answers 503 within its deadline while the store is gone, and works again when it is back', async () => {
    await end(store, 'SIGKILL');
    const refused = await Promise.all([refusedInTime(), refusedInTime(), refusedInTime()]);
    await until('readiness to say no', unready);

    store = apps.start('event-store');
    await worksAgain(refused);
  });

  it('stored each of them once', () => {
    const recorded = book.receipts().flatMap(({ eventIds }) => eventIds);
    expect(book.of('unsettled')).toEqual([]);
    expect(new Set(recorded).size).toBe(recorded.length);
  });
});

function expectUnavailable({ status, headers, text }: Answer): void {
  expect(status).toBe(503);
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(headers['retry-after']).toMatch(/^\d+$/);
  expect(JSON.parse(text)).toMatchObject({ status: 503, type: 'urn:fuyuan:problem:store-unavailable' });
}
