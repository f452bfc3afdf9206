import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, FORWARDS, jsonEvent, START } from '@eventstore/db-client';
import { ConcurrencyConflict, RequestReused, RevisionMismatch } from '@fuyuan/application';
import { RuleBroken, type LawNotice, type LawNoticeEvent } from '@fuyuan/domain';
import { causeOf, lawNoticePublished, lawNoticeRead, startEventStore } from '@fuyuan/testing';
import { EventStoreClients } from './event-store-clients';
import { EventStoreLawNoticeRegister } from './event-store-law-notice-register';
import { settingsOf } from './options';

type Running = Awaited<ReturnType<typeof startEventStore>>;

let store: Running;
let clients: EventStoreClients;
let raw: EventStoreDBClient;
let notices: EventStoreLawNoticeRegister;

/** The register as another process, or the same after a restart, has it: nothing is kept. */
const another = (options: { tries?: number } = {}) =>
  new EventStoreLawNoticeRegister(clients, settingsOf({ connectionString: store.connectionString, ...options }));

const publish = (id: string) => () => [lawNoticePublished(id)];
const read = (id: string, unitId?: string) => () => [lawNoticeRead(id, unitId)];

async function published(): Promise<string> {
  const id = randomUUID();
  await notices.change(id, publish(id), causeOf());
  return id;
}

async function stored(id: string) {
  const events = [];
  for await (const { event } of raw.readStream(`lawNotice-${id}`, { direction: FORWARDS, fromRevision: START })) {
    if (event) events.push(event);
  }
  return events;
}

beforeAll(async () => {
  store = await startEventStore();
  clients = new EventStoreClients(store.connectionString);
  raw = EventStoreDBClient.connectionString(store.connectionString);
  notices = another();
});

afterAll(async () => {
  await clients.dispose();
  await raw.dispose();
  await store.stop();
});

describe('a command', () => {
  it('is stored with who, why, when and under which request, and its receipt says where', async () => {
    const id = randomUUID();
    const cause = causeOf();

    const receipt = await notices.change(id, publish(id), cause);

    const [event] = await stored(id);
    expect(event).toMatchObject({
      type: 'LawNoticePublished.v1',
      revision: 0n,
      data: lawNoticePublished(id).data,
      metadata: {
        $correlationId: cause.correlationId,
        $causationId: cause.causationId,
        requestId: cause.request.id,
        fingerprint: cause.request.fingerprint,
        index: 0,
        count: 1,
        actor: cause.actor,
      },
    });
    expect(receipt).toEqual({
      recorded: true,
      eventIds: [event?.id],
      stream: `lawNotice-${id}`,
      revision: 0,
      position: `${event?.position?.commit}/${event?.position?.prepare}`,
      recordedAt: (event?.metadata as { recordedAt: string }).recordedAt,
    });
  });

  it('decides on the record as it stands', async () => {
    const id = await published();
    let seen: LawNotice | undefined;
    await notices.change(id, (state) => ((seen = state), [lawNoticeRead(id)]), causeOf());

    expect(seen).toMatchObject({ status: 'published', noticeId: id });
    expect(await notices.read(id)).toMatchObject({ revision: 1, state: { status: 'published' } });
  });

  it('records nothing when there is nothing new', async () => {
    const id = await published();
    const receipt = await notices.change(id, () => [], causeOf());

    expect(receipt).toEqual({ recorded: false, eventIds: [], stream: `lawNotice-${id}` });
    expect(await stored(id)).toHaveLength(1);
  });

  it('hands on a refusal and records nothing', async () => {
    const id = await published();
    const refuse = () => {
      throw new RuleBroken('law-notice.withdrawn', 'It is withdrawn.');
    };

    await expect(notices.change(id, refuse, causeOf())).rejects.toMatchObject({ rule: 'law-notice.withdrawn' });
    expect(await stored(id)).toHaveLength(1);
  });

  it('of several events is recorded whole, and its receipt names the last place', async () => {
    const id = randomUUID();
    const cause = causeOf();
    const both = () => [lawNoticePublished(id), lawNoticeRead(id)];

    const receipt = await notices.change(id, both, cause);

    const events = await stored(id);
    const last = events[1];
    expect(events.map(({ metadata }) => (metadata as { index: number }).index)).toEqual([0, 1]);
    expect(receipt).toMatchObject({
      eventIds: events.map((event) => event.id),
      revision: 1,
      position: `${last?.position?.commit}/${last?.position?.prepare}`,
    });
    expect(await another().change(id, both, cause)).toEqual({ ...receipt, repeated: true });
  });

  it('runs after those before it on the same record, each deciding on what the one before recorded', async () => {
    const id = await published();
    const seen: number[] = [];
    const counted = (unit: string) => (state: LawNotice) => {
      seen.push(state.status === 'published' ? state.handling.size : -1);
      return [lawNoticeRead(id, unit)];
    };

    await Promise.all(Array.from({ length: 20 }, (_, n) => notices.change(id, counted(`unit-${n}`), causeOf())));

    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(await stored(id)).toHaveLength(21);
  });
});

describe('a repeated request', () => {
  it('gets its first receipt and decides nothing', async () => {
    const id = await published();
    const cause = causeOf();
    const first = await notices.change(id, read(id), cause);
    const decide = jest.fn<LawNoticeEvent[], []>();

    expect(await notices.change(id, decide, cause)).toEqual({ ...first, repeated: true });
    expect(decide).not.toHaveBeenCalled();
    expect(await stored(id)).toHaveLength(2);
  });

  it('gets it from another process too, and after others acted on the record', async () => {
    const id = await published();
    const cause = causeOf();
    const first = await notices.change(id, read(id), cause);
    await notices.change(id, read(id, 'panshi-police'), causeOf());

    expect(await another().change(id, read(id), cause)).toEqual({ ...first, repeated: true });
  });

  it('gets it although its If-Match is no longer true', async () => {
    const id = await published();
    const cause = causeOf({ ifRevision: 0 });
    const first = await notices.change(id, read(id), cause);

    expect(await notices.change(id, read(id), cause)).toEqual({ ...first, repeated: true });
    expect(await another().change(id, read(id), cause)).toEqual({ ...first, repeated: true });
  });

  it('is refused with another body, here and in another process', async () => {
    const id = await published();
    const request = randomUUID();
    await notices.change(id, read(id), causeOf({ request, body: 'one' }));
    const other = causeOf({ request, body: 'another' });

    await expect(notices.change(id, read(id), other)).rejects.toBeInstanceOf(RequestReused);
    await expect(another().change(id, read(id), other)).rejects.toBeInstanceOf(RequestReused);
    expect(await stored(id)).toHaveLength(2);
  });

  it('E5: with another body that another process recorded at the same revision is not taken for a repetition', async () => {
    const id = await published();
    const request = randomUUID();
    await another().change(id, read(id), causeOf({ request, body: 'one' }));

    // Kept here at revision 0, the record does not know of the request yet: only the event ids can tell.
    const late = notices.change(id, read(id), causeOf({ request, body: 'another' }));
    await expect(late).rejects.toBeInstanceOf(RequestReused);
  });
});

describe('someone faster', () => {
  it('E4: makes it decide again on what is true now', async () => {
    const id = await published();
    await another().change(id, read(id, 'panshi-police'), causeOf());
    const sizes: number[] = [];
    const receipt = await notices.change(
      id,
      (state) => {
        sizes.push(state.status === 'published' ? state.handling.size : -1);
        return [lawNoticeRead(id)];
      },
      causeOf(),
    );

    expect(receipt).toMatchObject({ revision: 2 });
    expect(sizes).toEqual([1, 2]);
    expect((await stored(id)).map(({ revision }) => Number(revision))).toEqual([0, 1, 2]);
  });

  it('makes a refusal on what was known be thought over', async () => {
    const id = await published();
    await another().change(id, read(id, 'panshi-police'), causeOf());
    const receipt = await notices.change(
      id,
      (state) => {
        if (state.status !== 'published' || state.handling.size < 2) throw new RuleBroken('x', 'too early');
        return [lawNoticeRead(id)];
      },
      causeOf(),
    );

    expect(receipt).toMatchObject({ recorded: true, revision: 2 });
  });

  it('every time ends in a conflict after bounded tries', async () => {
    const id = await published();
    const impatient = another({ tries: 3 });
    await impatient.read(id);
    const decide = jest.fn(() => [lawNoticeRead(id)]);
    // Before each append of ours, another client appends: the append of a decision made is always too late.
    const interfere = jest.spyOn(clients.appending, 'now', 'get');
    interfere.mockReturnValue(undefined);
    const get = jest.spyOn(clients.appending, 'get').mockImplementation(async () => {
      const { type, data, metadata } = (await stored(id))[0] as never as {
        type: string;
        data: object;
        metadata: object;
      };
      await raw.appendToStream(
        `lawNotice-${id}`,
        jsonEvent({ type: 'LawNoticeRead.v1', data: { ...data, unitId: 'x' }, metadata }),
      );
      return type ? raw : raw;
    });

    await expect(impatient.change(id, decide, causeOf())).rejects.toBeInstanceOf(ConcurrencyConflict);
    expect(decide).toHaveBeenCalledTimes(3);
    get.mockRestore();
    interfere.mockRestore();
  });
});

describe('If-Match', () => {
  it('lets the act through at that revision and refuses it at any other, naming both', async () => {
    const id = await published();
    await notices.change(id, read(id), causeOf({ ifRevision: 0 }));

    const late = notices.change(id, read(id, 'panshi-police'), causeOf({ ifRevision: 0 }));
    await expect(late).rejects.toMatchObject({ name: 'RevisionMismatch', expected: 0, actual: 1 });
  });

  it('is held against the truth, not against what is kept', async () => {
    const id = await published();
    await another().change(id, read(id), causeOf());

    const stale = notices.change(id, read(id, 'panshi-police'), causeOf({ ifRevision: 0 }));
    await expect(stale).rejects.toBeInstanceOf(RevisionMismatch);
    expect(await notices.change(id, read(id, 'panshi-police'), causeOf({ ifRevision: 1 }))).toMatchObject({
      revision: 2,
    });
  });
});

describe('reading', () => {
  it('shows what another process recorded a moment ago', async () => {
    const id = await published();
    await notices.read(id);
    await another().change(id, read(id), causeOf());

    expect(await notices.read(id)).toMatchObject({ revision: 1 });
  });

  it('shows a record that is not there as such, and keeps nothing of it', async () => {
    const before = notices.records.records;

    expect(await notices.read(randomUUID())).toEqual({ state: { status: 'unknown' }, revision: -1 });
    expect(notices.records.records).toBe(before);
  });
});
