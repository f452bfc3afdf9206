import { randomUUID } from 'node:crypto';
import { ErrorType } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import { causeOf, lawNoticePublished, startScriptedEventStore, until, type ScriptedEventStore } from '@fuyuan/testing';
import { EventStoreClients } from '../event-store-clients';
import { EventStoreLawNoticeRegister } from '../event-store-law-notice-register';
import { settingsOf } from '../options';
import { AppendStream } from './append-stream';

let store: ScriptedEventStore;
let clients: EventStoreClients;

beforeEach(async () => {
  store = await startScriptedEventStore();
  clients = new EventStoreClients(store.connectionString);
});

afterEach(async () => {
  await clients.dispose();
  await store.stop();
});

describe('the call over which a client appends', () => {
  it('is one, for appends one after another and for those that are under way together', async () => {
    const notices = new EventStoreLawNoticeRegister(clients, settingsOf({ connectionString: store.connectionString }));
    const published = (id = randomUUID()) => notices.change(id, () => [lawNoticePublished(id)], causeOf());
    for (let n = 0; n < 3; n += 1) await published();

    let answerNow = () => undefined as void;
    const word = new Promise<void>((resolve) => (answerNow = resolve));
    store.onAppend = () => ({ answerAfter: word });
    const together = Array.from({ length: 20 }, () => published());
    await until('all have arrived', () => store.appends.length === 23);
    answerNow();

    expect((await Promise.all(together)).every(({ recorded }) => recorded)).toBe(true);
    expect(store.appendStreams).toBe(1);
    expect(store.appenders.size).toBe(1);
  });

  it('goes past the layers of grpc-js once it was answered, and is opened as ever when it broke', async () => {
    const stream = new AppendStream(await clients.appending.get());
    const append = (revision: number) => {
      const event = { id: randomUUID(), type: 'A.v1', data: '{}', metadata: '{}' };
      return stream.append('unit-1', [event], revision, Date.UTC(2026, 2, 2));
    };
    expect(stream.isDirect).toBe(false);
    await append(-1);
    expect(stream.isDirect).toBe(true);
    expect(await append(0)).toMatchObject({ revision: 1 });

    store.onAppend = () => ({ fail: status.UNAVAILABLE });
    await expect(append(1)).rejects.toMatchObject({ type: ErrorType.UNAVAILABLE });
    expect(stream.isDirect).toBe(false);

    store.onAppend = () => 'answer';
    expect(await append(1)).toMatchObject({ revision: 2 });
    expect(stream.isDirect).toBe(true);
  });
});
