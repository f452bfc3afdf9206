import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { openPostgres, openSqlite, type ReadDatabase } from '@fuyuan/read-model';
import {
  areInOrder,
  describeWithPostgres,
  recordOfAct,
  startPostgres,
  TRIAL_PAUSES,
  until,
  WebhookTrial,
  type TestPostgres,
} from '@fuyuan/testing';
import { deadLettersOf } from '../book/dead-letters';
import { actsOf, webhookTotals } from '../book/standings';

function tellOn(open: () => Promise<ReadDatabase>): void {
  let trial: WebhookTrial;
  beforeAll(async () => (trial = await WebhookTrial.in(await open())));
  afterAll(() => trial.database.close());
  beforeEach(() => trial.begin());
  afterEach(() => trial.end());

  it('a trial.receiver is told everything once, in order, signed', async () => {
    await trial.say('a1', 'b1', 'a2');
    const { id, secret } = await trial.register();
    await trial.run();
    await trial.say('c1', 'b2');
    await trial.taken('c1', 'b2');
    expect(trial.receiver.idsTaken()).toEqual(['a1', 'b1', 'a2', 'c1', 'b2']);
    expect(trial.receiver.mostAtOnce).toBe(1);
    for (const { text, headers } of trial.receiver.taken) new Webhook(secret ?? '').verify(text, headers);
    expect(trial.receiver.taken[0]?.headers['content-type']).toBe('application/cloudevents+json');
    expect(trial.receiver.taken[0]?.text).toBe(trial.textOf('a1'));
    await trial.allTold(id);
    expect(await trial.standing(id)).toMatchObject({ state: 'active', retrying: 0, dead: 0, last_fault: null });
    expect((await trial.standing(id)).last_success_at).not.toBeNull();
  });

  it('or only what comes from now on', async () => {
    await trial.say('a1', 'a2');
    await trial.register('now');
    await trial.run();
    await trial.say('a3');
    await trial.taken('a3');
    expect(trial.receiver.idsTaken()).toEqual(['a3']);
  });

  it('one record that is not taken waits in its order, and others go on; then it is a dead letter', async () => {
    trial.refuse((id) => recordOfAct(id) === 'a', { status: 500, body: '<html>数据库\n已满</html>' });
    await trial.say('a1', 'b1', 'a2', 'c1');
    const { id } = await trial.register();
    await trial.run();
    await trial.taken('b1', 'c1');
    await trial.areDead(id, 2);
    await trial.say('a3', 'b2');
    await trial.taken('b2');
    await trial.areDead(id, 3);
    expect(
      trial.receiver.calls.filter(({ id: called }) => recordOfAct(called) === 'a').map(({ id: called }) => called),
    ).toEqual(Array<string>(TRIAL_PAUSES.length + 1).fill('a1'));
    const dead = await deadLettersOf(trial.database, id, { limit: 10 });
    expect(dead).toMatchObject([
      { subscription: 1, nth: 1, event_id: 'a1', record_id: 'a', failures: 4 },
      { nth: 3, event_id: 'a2' },
      { nth: 5, event_id: 'a3' },
    ]);
    expect(JSON.parse(dead[0]?.fault ?? '')).toEqual({
      code: 'status',
      status: 500,
      excerpt: '<html>数据库 已满</html>',
    });
    const rest = await deadLettersOf(trial.database, id, { after: { subscription: 1, nth: 3 }, limit: 10 });
    expect(rest.map(({ event_id: eventId }) => eventId)).toEqual(['a3']);
    expect(await trial.standing(id)).toMatchObject({ state: 'active', behind: 0, retrying: 0 });
    expect(await webhookTotals(trial.database)).toMatchObject({ active: 1, suspended: 0, retrying: 0, dead: 3 });
    expect(trial.results.filter((result) => result === 'dead')).toHaveLength(1);
    trial.receiver.calls.length = 0;

    await expect(trial.letters.replay(trial.by, id, { subscription: 1, nth: 3 })).rejects.toMatchObject({
      code: 'dead-letter-not-first',
      values: { first: '1-1' },
    });
    trial.refuse(() => false);
    await trial.letters.replay(trial.by, id, { subscription: 1, nth: 1 });
    await trial.taken('a1', 'a2', 'a3');
    expect(trial.receiver.calls.map((call) => call.id)).toEqual(['a1', 'a2', 'a3']);
    expect(areInOrder(trial.receiver.idsTaken())).toBe(true);
    await until('nothing waits', async () => (await trial.standing(id)).dead === 0);
    await trial.say('a4');
    await trial.taken('a4');
  });

  it('a dead letter is dropped with a reason, and what follows it goes on; or all are', async () => {
    // A ping is taken: it is these records that are not.
    trial.refuse((id) => /^[ac]\d/.test(id));
    await trial.say('a1', 'a2', 'c1', 'c2', 'c3', 'b1');
    const { id } = await trial.register();
    await trial.run();
    await trial.areDead(id, 5);
    trial.refuse((called) => called.startsWith('c'));
    await trial.letters.drop({ ...trial.by, reason: '该件已线下送达' }, id, { subscription: 1, nth: 1 });
    await trial.taken('a2');
    expect(trial.receiver.idsTaken()).not.toContain('a1');
    await trial.letters.drop(trial.by, id, { subscription: 1, nth: 4 });
    expect((await trial.standing(id)).dead).toBe(2);
    await expect(trial.letters.drop(trial.by, id, { subscription: 1, nth: 4 })).rejects.toMatchObject({
      code: 'dead-letter-unknown',
    });
    trial.refuse(() => false);
    expect(await trial.letters.replayAll(trial.by, id)).toEqual({ records: 1 });
    await trial.taken('c1', 'c3');
    trial.refuse((called) => called === 'd1');
    await trial.say('d1', 'b2', 'd2');
    await trial.areDead(id, 2);
    expect(await trial.letters.dropAll(trial.by, id)).toEqual({ letters: 2 });
    expect(await trial.letters.dropAll(trial.by, id)).toEqual({ letters: 0 });
    await trial.say('d3');
    await trial.taken('d3');
    expect(await trial.standing(id)).toMatchObject({ dead: 0, retrying: 0 });
    const acts = await actsOf(trial.database, { unitId: trial.by.unitId, limit: 20 });
    expect(acts.map(({ kind }) => kind).reverse()).toEqual([
      ...['register', 'drop-letter', 'drop-letter', 'replay-letters', 'drop-letters', 'drop-letters'],
    ]);
    expect(acts.at(-2)).toMatchObject({ account: 'land-system', reason: '该件已线下送达', webhook_id: id });
    expect(JSON.parse(acts.at(-2)?.detail ?? '')).toMatchObject({ messageId: 'a1', recordId: 'a' });
  });

  it('a trial.receiver that takes nothing at all is left alone after a time, and nothing is given up', async () => {
    const ids = Array.from({ length: 40 }, (_, at) => `r${'abcdefghij'[at % 10]}${Math.floor(at / 10) + 1}`);
    trial.refuse(() => true, 503);
    await trial.say(...ids);
    const { id } = await trial.register();
    await trial.run();
    await until('it is suspended', async () => (await trial.standing(id)).state === 'suspended');
    const { retrying, behind, dead, last_fault: fault } = await trial.standing(id);
    expect({ dead, all: retrying + behind, hasWaited: retrying <= 5 }).toEqual({ dead: 0, all: 40, hasWaited: true });
    expect(JSON.parse(fault ?? '')).toEqual({ code: 'status', status: 503 });
    expect(new Set(trial.receiver.calls.map((call) => call.id)).size).toBeLessThanOrEqual(6);
    const calls = () => trial.receiver.calls.filter(({ path }) => path === '/inbox').length;
    const before = calls();
    trial.refuse(() => false);
    await trial.register('now', `${trial.receiver.url}/other`);
    await trial.say('z1');
    await until('another one is told', () => trial.receiver.taken.some(({ path }) => path === '/inbox/other'));
    expect(calls()).toBe(before);
    trial.receiver.taken.length = 0;

    await trial.book.resume(trial.by, id);
    await trial.taken(...ids, 'z1');
    expect(trial.receiver.taken).toHaveLength(41);
    expect(areInOrder(trial.receiver.idsTaken())).toBe(true);
  });

  it('one message alone that is not taken is a dead letter where the trial.receiver takes a ping', async () => {
    trial.receiver.answer = ({ event }) => (event['type'] === 'cn.fuyuan.webhook.ping.v1' ? 204 : 422);
    await trial.say('a1');
    const { id } = await trial.register();
    await trial.run();
    await trial.areDead(id, 1);
    expect((await trial.standing(id)).state).toBe('active');
  });

  it('a trial.receiver that comes back is told at once what waited', async () => {
    trial.refuse(() => true, 'never');
    await trial.say('a1', 'b1', 'a2');
    await trial.register();
    await trial.run();
    await until('it was tried', () => trial.receiver.calls.length >= 1);
    trial.refuse(() => false);
    await trial.taken('a1', 'b1', 'a2');
    expect(areInOrder(trial.receiver.idsTaken())).toBe(true);
  });

  it('410 ends it for good', async () => {
    trial.refuse((id) => id === 'b1', 410);
    await trial.say('a1', 'b1', 'c1');
    const { id } = await trial.register();
    await trial.run();
    await until('it is ended', async () => (await trial.standing(id)).state === 'ended');
    expect(trial.receiver.calls.map((call) => call.id)).toEqual(['a1', 'b1']);
    await expect(trial.book.resume(trial.by, id)).rejects.toMatchObject({ code: 'webhook-ended' });
    await expect(trial.book.replay(trial.by, id, 'beginning')).rejects.toMatchObject({ code: 'webhook-ended' });
    expect(trial.results).toEqual(['delivered', 'ended']);
  });

  it('Retry-After holds everything up', async () => {
    let asked = 0;
    let at = 0;
    trial.receiver.answer = () => {
      if ((asked += 1) > 1) return 204;
      at = performance.now();
      return { status: 429, headers: { 'retry-after': '1' } };
    };
    await trial.say('a1', 'b1');
    await trial.register();
    await trial.run();
    await trial.taken('a1', 'b1');
    expect(performance.now() - at).toBeGreaterThan(990);
    expect(areInOrder(trial.receiver.idsTaken())).toBe(true);
  });
}

describe('what is told to a receiver, on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyuan-webhooks-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  tellOn(async () => openSqlite(join(folder, 'court.sqlite')));
});

describeWithPostgres('what is told to a receiver, on PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
    await server.say('create schema court');
  }, 60_000);
  afterAll(() => server.stop());
  tellOn(async () => openPostgres({ connectionString: server.url, schema: 'court' }));
});
