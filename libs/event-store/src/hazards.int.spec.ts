import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { StoreUnavailable } from '@fuyuan/application';
import {
  causeOf,
  lawNoticePublished,
  lawNoticeRead,
  startScriptedEventStore,
  until,
  type ScriptedEventStore,
} from '@fuyuan/testing';
import { EventStoreClients } from './event-store-clients';
import { EventStoreHealth } from './event-store-health';
import { EventStoreLawNoticeRegister } from './event-store-law-notice-register';
import { settingsOf } from './options';

const DEADLINE_MS = 800;
const ATTEMPT_MS = 200;
const SLACK_MS = 400;

let store: ScriptedEventStore;
let clients: EventStoreClients;
let notices: EventStoreLawNoticeRegister;
let health: EventStoreHealth;
const opened: EventStoreClients[] = [];

function connect(connectionString: string): EventStoreClients {
  const connected = new EventStoreClients(connectionString);
  opened.push(connected);
  return connected;
}

const settings = () =>
  settingsOf({
    connectionString: store.connectionString,
    commandDeadlineMs: DEADLINE_MS,
    attemptTimeoutMs: ATTEMPT_MS,
    pingDeadlineMs: 200,
  });

beforeEach(async () => {
  store = await startScriptedEventStore();
  clients = connect(store.connectionString);
  notices = new EventStoreLawNoticeRegister(clients, settings());
  health = new EventStoreHealth(clients, settings());
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
  await store.stop();
});

const publish = (id: string) => () => [lawNoticePublished(id)];
const change = (id: string, cause = causeOf()) => notices.change(id, publish(id), cause);
const recordedAtOf = (id: string): unknown =>
  (JSON.parse(store.log.of(`lawNotice-${id}`)[0]?.metadata ?? '{}') as { recordedAt?: string }).recordedAt;

/** How the work ended, and after how long. */
async function timed(work: Promise<unknown>): Promise<{ outcome: unknown; ms: number }> {
  const since = performance.now();
  const outcome = await work.catch((error: unknown) => error);
  return { outcome, ms: performance.now() - since };
}

async function published(): Promise<string> {
  const id = randomUUID();
  await change(id);
  return id;
}

describe('E1: the append stream fails', () => {
  it('E1: an append whose answer was lost is not taken for one that was not stored', async () => {
    store.onAppend = (_, nth) => (nth === 0 ? 'lose' : 'answer');
    const id = randomUUID();

    expect(await change(id)).toMatchObject({ recorded: true, revision: 0 });
    expect(store.log.of(`lawNotice-${id}`)).toHaveLength(1);
  });

  it('E1: an error of a read never opens a second append stream beside the first', async () => {
    await published();
    store.onRead = () => ({ fail: status.CANCELLED });
    await Promise.resolve(notices.read(randomUUID())).catch(() => undefined);
    store.onRead = () => 'answer';
    await published();

    expect(store.appendStreams).toBe(1);
  });

  it('E1: every append pending on a stream that breaks is settled', async () => {
    await published();
    let broken = false;
    store.onAppend = (_, nth) => {
      if (nth < 20) return 'store-silently';
      if (!broken) return ((broken = true), { fail: status.UNAVAILABLE });
      return 'answer';
    };
    const ids = Array.from({ length: 20 }, () => randomUUID());

    const receipts = await Promise.all(ids.map((id) => change(id)));

    expect(receipts.every((receipt) => receipt.recorded)).toBe(true);
    expect(store.log.events).toHaveLength(21);
  });

  it('E1: an append stream that fails takes no append of another client with it', async () => {
    await published();
    const sound = await startScriptedEventStore();
    let answerNow = () => undefined as void;
    const word = new Promise<void>((resolve) => (answerNow = resolve));
    sound.onAppend = () => ({ answerAfter: word });
    const others = new EventStoreLawNoticeRegister(connect(sound.connectionString), settings());
    const id = randomUUID();
    const owed = others.change(id, publish(id), causeOf());
    await until('the other append has arrived', () => sound.appends.length === 1);

    store.onAppend = (_, nth) => (nth === 1 ? { fail: status.UNAVAILABLE } : 'answer');
    await published();
    answerNow();

    expect(await owed).toMatchObject({ recorded: true });
    expect(sound.appends).toHaveLength(1);
    await sound.stop();
  });

  it('E1: a client that keeps failing is replaced', async () => {
    store.onAppend = (_, nth) => (nth < 3 ? { fail: status.INTERNAL } : 'answer');

    await until('a command succeeds', async () => {
      const { outcome } = await timed(change(randomUUID()));
      return !(outcome instanceof StoreUnavailable);
    });
    expect(store.appenders.size).toBe(2);
  });

  it('E1: whether the server answers for its features is nothing to an append', async () => {
    store.onFeatures = () => ({ fail: status.INTERNAL });
    expect(await change(randomUUID())).toMatchObject({ recorded: true });
  });
});

describe('E2: a silent store', () => {
  it.each(['onAppend', 'onRead'] as const)('E2: (%s) ends a command within its deadline', async (call) => {
    store[call] = () => 'silence';
    const { outcome, ms } = await timed(change(randomUUID()));

    expect(outcome).toBeInstanceOf(StoreUnavailable);
    expect(ms).toBeLessThan(DEADLINE_MS + SLACK_MS);
  });

  it('E2: holds up no command that waits for its turn beyond its own deadline, and leaves no queue behind', async () => {
    store.onAppend = () => 'silence';
    const id = randomUUID();
    const all = await Promise.all(Array.from({ length: 5 }, () => timed(change(id))));

    for (const { outcome, ms } of all) {
      expect(outcome).toBeInstanceOf(StoreUnavailable);
      expect(ms).toBeLessThan(DEADLINE_MS + SLACK_MS);
    }
    store.onAppend = () => 'answer';
    expect(await change(id)).toMatchObject({ recorded: true });
  });

  it('E2: and a store that did store: the request repeated gets the receipt of what lies there', async () => {
    store.onAppend = () => 'store-silently';
    const id = randomUUID();
    const cause = causeOf();
    await expect(change(id, cause)).rejects.toBeInstanceOf(StoreUnavailable);
    store.onAppend = () => 'answer';

    const again = await change(id, cause);

    expect(again).toMatchObject({ recorded: true, revision: 0, recordedAt: recordedAtOf(id) });
    expect(store.log.of(`lawNotice-${id}`)).toHaveLength(1);
  });

  it('E2: and a store that stores only while the request is repeated: the receipt is of what lies there', async () => {
    store.onAppend = () => 'silence';
    const id = randomUUID();
    const cause = causeOf();
    await expect(change(id, cause)).rejects.toBeInstanceOf(StoreUnavailable);
    const first = store.appends[0];
    store.onAppend = ({ stream }) => {
      store.log.append(stream, first?.events ?? [], -1);
      return 'answer';
    };

    expect(await change(id, cause)).toMatchObject({ recordedAt: recordedAtOf(id) });
    expect(store.log.of(`lawNotice-${id}`)).toHaveLength(1);
  });
});

it('E3: a connection string that makes the client report false revisions is refused', () => {
  expect(() => connect(`${store.connectionString}&throwOnAppendFailure=false`)).toThrow(/throwOnAppendFailure/);
});

it('E4: every append says at which revision it expects the record', async () => {
  const id = await published();
  await notices.change(id, () => [lawNoticeRead(id)], causeOf());

  expect(store.appends.map(({ expected }) => expected)).toEqual([-1, 0]);
});

it('E5: an append is sent again with the same ids, contents and revision', async () => {
  store.onAppend = (_, nth) => (nth < 2 ? 'lose' : 'answer');
  await published();

  const [first, second, third] = store.appends;
  expect(store.appends).toHaveLength(3);
  expect(second).toEqual(first);
  expect(third).toEqual(first);
});

it('E5: what another process recorded under the same request is answered with its receipt', async () => {
  const id = await published();
  const cause = causeOf();
  const theirs = new EventStoreLawNoticeRegister(clients, { ...settings(), now: () => new Date('2026-01-01') });
  const append = () => [lawNoticeRead(id)];
  const first = await theirs.change(id, append, cause);
  await change(randomUUID());

  // Here the record is still kept at revision 0: the store takes the append for a repetition and says so to nobody.
  expect(await notices.change(id, append, cause)).toEqual(first);
});

describe('E8: the store refuses', () => {
  it.each([
    ['within the append stream, as for a full disk', 'refuse'],
    ['RESOURCE_EXHAUSTED', { fail: status.RESOURCE_EXHAUSTED }],
    ['INTERNAL', { fail: status.INTERNAL }],
    ['UNKNOWN', { fail: status.UNKNOWN }],
  ] as const)('E8: (%s) a command ends at once, once tried, and the next one is served', async (_, act) => {
    await published();
    store.onAppend = () => act;
    const { outcome, ms } = await timed(change(randomUUID()));
    expect(outcome).toBeInstanceOf(StoreUnavailable);
    expect(ms).toBeLessThan(ATTEMPT_MS);
    expect(store.appends).toHaveLength(2);

    store.onAppend = () => 'answer';
    expect(await change(randomUUID())).toMatchObject({ recorded: true });
  });
});

describe('E10: what cannot be read', () => {
  const metadata = JSON.stringify({ requestId: 'r', fingerprint: 'f', count: 1, index: 0, actor: {} });
  const put = (id: string, event: { type?: string; data?: string; metadata?: string }) =>
    store.log.put(`lawNotice-${id}`, { id: randomUUID(), type: 'LawNoticeRead.v1', data: '{}', metadata, ...event });

  it.each([
    ['malformed JSON', { data: '{"noticeId":' }, /LawNoticeRead\.v1.*@1.*not a JSON object/],
    ['an unknown type', { type: 'LawNoticeBurnt.v1' }, /LawNoticeBurnt\.v1.*@1.*not known/],
    ['a newer version', { type: 'LawNoticeRead.v2' }, /LawNoticeRead\.v2.*@1.*version 1 is the newest/],
    ['malformed metadata', { metadata: '{"' }, /LawNoticeRead\.v1.*@1.*who recorded it/],
  ])('E10: %s stops every command on that record, naming type, stream and revision', async (_, event, words) => {
    const id = await published();
    put(id, event);

    await expect(notices.read(id)).rejects.toThrow(words);
    await expect(notices.change(id, () => [lawNoticeRead(id)], causeOf())).rejects.toThrow(`lawNotice-${id}@1`);
    expect(store.log.of(`lawNotice-${id}`)).toHaveLength(2);
    expect(await change(randomUUID())).toMatchObject({ recorded: true });
  });
});

it('E11: discovery goes on while a cluster elects its leader', async () => {
  const { port } = store;
  await store.stop();
  const cluster = connect(`esdb://127.0.0.1:${port},127.0.0.1:${port}?tls=false`);
  const patient = new EventStoreHealth(cluster, { ...settings(), pingDeadlineMs: 8_000 });
  const answered = patient.ping();
  // Left to itself the client gives up after ten attempts: 1 s.
  setTimeout(() => void store.start(), 1_600);

  expect(await answered).toBe(true);
});

describe('the store is away', () => {
  it('answers StoreUnavailable within the deadline, and works again when it is back', async () => {
    const id = await published();
    await store.stop();
    const { outcome, ms } = await timed(notices.change(id, () => [lawNoticeRead(id)], causeOf()));
    expect(outcome).toBeInstanceOf(StoreUnavailable);
    expect(ms).toBeLessThan(DEADLINE_MS + SLACK_MS);
    expect(await health.ping()).toBe(false);

    await store.start();
    await until(
      'commands work again',
      async () => (await timed(change(randomUUID()))).outcome instanceof Error === false,
    );
    await until('the health check is well again', () => health.ping());
  });

  it('a health check of a silent store is false within its deadline, and well again by itself', async () => {
    store.onRead = () => 'silence';
    const { outcome, ms } = await timed(health.ping());
    expect(outcome).toBe(false);
    expect(ms).toBeLessThan(200 + SLACK_MS);

    store.onRead = () => 'answer';
    expect(await health.ping()).toBe(true);
  });
});
