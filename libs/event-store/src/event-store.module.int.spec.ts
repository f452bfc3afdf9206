import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { LawNoticeRegister, RecordHistory, RecordUnknown, UnitRegister } from '@fuyuan/application';
import { causeOf, lawNoticePublished, lawNoticeRead, startEventStore, unitRegistered } from '@fuyuan/testing';
import { EventStoreHealth } from './event-store-health';
import { EventStoreModule } from './event-store.module';

let store: Awaited<ReturnType<typeof startEventStore>>;
let app: TestingModule;

beforeAll(async () => {
  store = await startEventStore();
  const imports = [EventStoreModule.forRoot({ connectionString: store.connectionString })];
  app = await Test.createTestingModule({ imports }).compile();
  await app.init();
});

afterAll(async () => {
  await app.close();
  await store.stop();
});

describe('the module', () => {
  it('provides the registers, the history and the health check on one store', async () => {
    const [unitId, noticeId] = [randomUUID(), randomUUID()];
    await app.get(UnitRegister).change(unitId, () => [unitRegistered(unitId)], causeOf());
    await app.get(LawNoticeRegister).change(noticeId, () => [lawNoticePublished(noticeId)], causeOf());

    expect(await app.get(UnitRegister).read(unitId)).toMatchObject({ revision: 0, state: { unitId } });
    expect(await app.get(LawNoticeRegister).read(noticeId)).toMatchObject({ revision: 0, state: { noticeId } });
    expect(await app.get(EventStoreHealth).ping()).toBe(true);
  });

  it('leaves the store in peace once it is closed', async () => {
    const imports = [EventStoreModule.forRoot({ connectionString: store.connectionString })];
    const short = await Test.createTestingModule({ imports }).compile();
    await short.init();
    const health = short.get(EventStoreHealth);
    expect(await health.ping()).toBe(true);
    await short.close();

    expect(await health.ping()).toBe(false);
  });
});

describe('the history of a record', () => {
  it('tells every act in order: who, when, why, and what, page by page', async () => {
    const id = randomUUID();
    const notices = app.get(LawNoticeRegister);
    const cause = causeOf();
    const receipt = await notices.change(id, () => [lawNoticePublished(id)], cause);
    await notices.change(id, () => [lawNoticeRead(id, 'a')], causeOf());
    await notices.change(id, () => [lawNoticeRead(id, 'b')], causeOf());

    const history = app.get(RecordHistory);
    const { entries, next } = await history.of(`lawNotice-${id}`, 0, 2);

    expect(entries.map(({ type, revision }) => [type, revision])).toEqual([
      ['LawNoticePublished', 0],
      ['LawNoticeRead', 1],
    ]);
    expect(receipt).toMatchObject({ recorded: true });
    expect(entries[0]).toEqual({
      eventId: receipt.eventIds[0],
      revision: 0,
      position: 'position' in receipt ? receipt.position : '',
      type: 'LawNoticePublished',
      actor: cause.actor,
      occurredAt: '2026-03-01T01:00:00.000Z',
      recordedAt: 'recordedAt' in receipt ? receipt.recordedAt : '',
      correlationId: cause.correlationId,
      causationId: cause.causationId,
      data: lawNoticePublished(id).data,
    });
    expect(next).toBe(2);
    expect(await history.of(`lawNotice-${id}`, 2, 2)).toMatchObject({ entries: [{ revision: 2 }], next: null });
    expect(await history.of(`lawNotice-${id}`, 3, 2)).toEqual({ entries: [], next: null });
  });

  it('of a record that is not there is refused as unknown', async () => {
    await expect(app.get(RecordHistory).of(`unit-${randomUUID()}`, 0, 10)).rejects.toBeInstanceOf(RecordUnknown);
    await expect(app.get(RecordHistory).of('nothing-1', 0, 10)).rejects.toBeInstanceOf(RecordUnknown);
  });
});
