import { randomUUID } from 'node:crypto';
import { causeOf, lawNoticePublished, startScriptedEventStore, until, type ScriptedEventStore } from '@fuyuan/testing';
import { EventStoreClients } from '../event-store-clients';
import { EventStoreLawNoticeRegister } from '../event-store-law-notice-register';
import { settingsOf } from '../options';

let store: ScriptedEventStore;
let clients: EventStoreClients;
let notices: EventStoreLawNoticeRegister;

beforeEach(async () => {
  store = await startScriptedEventStore();
  clients = new EventStoreClients(store.connectionString);
  notices = new EventStoreLawNoticeRegister(clients, settingsOf({ connectionString: store.connectionString }));
});

afterEach(async () => {
  await clients.dispose();
  await store.stop();
});

const published = (id = randomUUID()) => notices.change(id, () => [lawNoticePublished(id)], causeOf());

describe('the calls over which a client appends', () => {
  it('are one for appends that come one after another', async () => {
    for (let n = 0; n < 3; n += 1) await published();

    expect(store.appendStreams).toBe(1);
  });

  it('are several, and never more than eight, for appends that are under way together', async () => {
    let answerNow = () => undefined as void;
    const word = new Promise<void>((resolve) => (answerNow = resolve));
    store.onAppend = () => ({ answerAfter: word });
    const together = Array.from({ length: 20 }, () => published());
    await until('all have arrived', () => store.appends.length === 20);
    answerNow();

    expect((await Promise.all(together)).every(({ recorded }) => recorded)).toBe(true);
    expect(store.appendStreams).toBe(8);
    expect(store.appenders.size).toBe(1);
  });
});
