import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { status } from '@grpc/grpc-js';
import {
  causeOf,
  startScriptedEventStore,
  unitRegistered,
  unitRetired,
  until,
  type ScriptedEventStore,
  type ScriptedSubscription,
} from '@fuyuan/testing';
import { EventStoreClients } from './event-store-clients';
import { EventStoreUnitRegister } from './event-store-unit-register';
import { settingsOf } from './options';
import { UnitFreshness } from './unit-freshness';

let store: ScriptedEventStore;
let clients: EventStoreClients;
let units: EventStoreUnitRegister;
let freshness: UnitFreshness;

/** Another process that writes units. */
let others: EventStoreUnitRegister;

beforeAll(() => void Logger.overrideLogger(false));

beforeEach(async () => {
  store = await startScriptedEventStore();
  clients = new EventStoreClients(store.connectionString);
  const settings = settingsOf({ connectionString: store.connectionString });
  freshness = new UnitFreshness(() => clients.another(), {
    ...settings.subscription,
    firstPauseMs: 5,
    longestPauseMs: 20,
  });
  units = new EventStoreUnitRegister(clients, settings, freshness);
  freshness.tells((id, revision) => units.hear(id, revision));
  others = new EventStoreUnitRegister(clients, settings);
});

afterEach(async () => {
  await freshness.stop();
  await clients.dispose();
  await store.stop();
});

const open = () => store.subscriptions.at(-1) as ScriptedSubscription;

async function live(): Promise<void> {
  freshness.start();
  await until('changes are being told', () => freshness.era !== undefined);
}

async function registered(): Promise<string> {
  const id = randomUUID();
  await others.change(id, () => [unitRegistered(id)], causeOf());
  return id;
}

/** How many times the store is asked while the work is done. */
async function readsDuring(work: () => unknown): Promise<number> {
  const before = store.reads;
  await work();
  return store.reads - before;
}

describe('units', () => {
  it('are read once while their changes are told', async () => {
    await live();
    const id = await registered();
    expect(await readsDuring(() => units.read(id))).toBe(1);
    expect(await readsDuring(() => units.read(id))).toBe(0);
    expect(await units.read(id)).toMatchObject({ revision: 0, state: { status: 'registered' } });
  });

  it('are read again when another process changed them', async () => {
    await live();
    const id = await registered();
    await units.read(id);
    await others.change(id, () => [unitRetired(id)], causeOf());
    store.log.of(`unit-${id}`).forEach((event) => open().send(event));

    await until('the change is known', async () => (await units.read(id)).revision === 1);
    expect(await readsDuring(() => units.read(id))).toBe(0);
  });

  it('are read at every look while nothing is told', async () => {
    const id = await registered();
    expect(await readsDuring(() => units.read(id))).toBe(1);
    expect(await readsDuring(() => units.read(id))).toBe(1);
  });

  it('are read at every look from a drop on, and once more when changes are told again', async () => {
    await live();
    const id = await registered();
    await units.read(id);
    let back = false;
    store.onSubscribe = (subscription) => {
      subscription.confirm();
      if (back) subscription.caughtUp();
    };
    const { era } = freshness;
    open().fail(status.UNAVAILABLE);
    await until('the drop is known', () => freshness.era === undefined);
    await others.change(id, () => [unitRetired(id)], causeOf());
    expect(await units.read(id)).toMatchObject({ revision: 1 });
    expect(await readsDuring(() => units.read(id))).toBe(1);

    back = true;
    open().fail(status.UNAVAILABLE);
    await until('changes are told again', () => freshness.era !== undefined);
    expect(freshness.era).not.toBe(era);
    expect(await readsDuring(() => units.read(id))).toBe(1);
    expect(await readsDuring(() => units.read(id))).toBe(0);
  });

  it('that changed between a look and the beginning of the telling are not taken for fresh', async () => {
    const id = await registered();
    await units.read(id);
    await others.change(id, () => [unitRetired(id)], causeOf());
    await live();

    expect(await units.read(id)).toMatchObject({ revision: 1 });
  });

  it('whose log this process cannot read trouble only those who ask for them', async () => {
    await live();
    const [id, strange] = [await registered(), await registered()];
    await units.read(strange);
    const metadata = store.log.of(`unit-${strange}`)[0]?.metadata ?? '';
    const event = store.log.put(`unit-${strange}`, {
      id: randomUUID(),
      type: 'UnitFromTheFuture.v1',
      data: '{}',
      metadata,
    });
    open().send(event);

    await until(
      'the event is heard of',
      async () => (await Promise.resolve(units.read(strange)).catch(() => undefined)) === undefined,
    );
    await expect(units.read(strange)).rejects.toThrow(/UnitFromTheFuture\.v1.*@1/);
    expect(await units.read(id)).toMatchObject({ revision: 0 });
  });
});
