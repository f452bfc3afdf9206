import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { openPostgres, openSqlite, type ReadDatabase } from '@fuyuan/read-model';
import {
  describeWithPostgres,
  startPostgres,
  trialSender,
  until,
  WebhookTrial,
  type TestPostgres,
  type WebhookCall,
} from '@fuyuan/testing';
import { randomBytes } from 'node:crypto';
import { actsOf, webhooksOf } from '../book/standings';
import { KeySafe } from '../signing/key-safe';
import { webhooksIn } from '../webhook-tables';
import { HeldWebhook, NotHeld } from './held-webhook';
import { WebhookTester } from './webhook-tester';

/** As a receiver does. */
const verify = (secret: string | null, call: WebhookCall | undefined): void =>
  void new Webhook(secret ?? '').verify(call?.text ?? '', { ...call?.headers });

function tellOn(open: () => Promise<ReadDatabase>): void {
  let trial: WebhookTrial;
  beforeAll(async () => (trial = await WebhookTrial.in(await open())));
  afterAll(() => trial.database.close());
  beforeEach(() => trial.begin());
  afterEach(() => trial.end());

  it('a trial.receiver that took it and lost it is told again after what it has, under the same ids', async () => {
    await trial.say('a1', 'b1', 'a2', 'b2');
    const { id } = await trial.register();
    await trial.run();
    await trial.taken('b2');
    await trial.allTold(id);
    const texts = trial.receiver.taken.slice(2).map(({ text }) => text);
    trial.receiver.taken.length = 0;
    await expect(trial.book.replay(trial.by, id, 'unknown')).rejects.toMatchObject({ code: 'webhook-message-unknown' });
    expect(await trial.book.replay(trial.by, id, 'b1')).toMatchObject({ read_to: 2 });
    await trial.taken('a2', 'b2');
    expect(trial.receiver.taken.map(({ text }) => text)).toEqual(texts);
    await trial.allTold(id);
    await trial.book.replay(trial.by, id, 'beginning');
    await until('all is told again', () => trial.receiver.taken.length === 6);
  });

  it('a new secret signs at once, and the old one beside it for a while', async () => {
    await trial.say('a1');
    const { id, secret: old } = await trial.register();
    const first = await trial.book.rotate(trial.by, id, 60_000);
    await trial.run();
    await trial.taken('a1');
    for (const secret of [old, first.secret]) verify(secret, trial.receiver.taken[0]);
    const second = await trial.book.rotate(trial.by, id, 0);
    await trial.say('a2');
    await trial.taken('a2');
    verify(second.secret, trial.receiver.taken[1]);
    for (const secret of [old, first.secret])
      expect(() => verify(secret, trial.receiver.taken[1])).toThrow('signature');
    expect((await trial.standing(id)).keys).toHaveLength(1);
    const third = await trial.book.rotate(trial.by, id, 20);
    const over = Date.now() + 20;
    await until('its time is over', () => Date.now() > over);
    await trial.say('a3');
    await trial.taken('a3');
    verify(third.secret, trial.receiver.taken[2]);
    expect(() => verify(second.secret, trial.receiver.taken[2])).toThrow('signature');
    expect(JSON.stringify(await trial.standing(id))).not.toContain('sealed');
    const rows = JSON.stringify(await webhooksIn(trial.database.db).selectFrom('webhook_keys').selectAll().execute());
    for (const secret of [old, first.secret, second.secret]) {
      expect(rows).not.toContain((secret ?? 'none').replace('whsec_', ''));
    }
  });

  it('is held by one process at a time, and written to by who holds it', async () => {
    await trial.say('a1');
    const { id } = await trial.register();
    const holder = (name: string) => ({ name, now: trial.now, holdMs: 60_000 });
    const first = await HeldWebhook.take(trial.database, id, holder('first'));
    expect(await HeldWebhook.take(trial.database, id, holder('second'))).toBeUndefined();
    const row = await first?.look();
    await first?.release();
    const second = await HeldWebhook.take(trial.database, id, holder('second'));
    expect(second).toBeDefined();
    await expect(first?.look()).rejects.toThrow(NotHeld);
    const write = async () => row && first?.write(row, { read_to: 1 });
    await expect(write()).rejects.toThrow(NotHeld);
    expect(await trial.standing(id)).toMatchObject({ read_to: 0, holder: 'second' });
    await trial.book.replay(trial.by, id, 'beginning');
    await second?.release();
  });

  it('two processes never send to one webhook at once, and nothing twice', async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `p${at % 7}x${Math.floor(at / 7) + 1}`);
    await trial.say(...ids);
    await trial.register();
    await Promise.all([trial.run(), trial.run(), trial.run()]);
    await trial.taken(...ids);
    expect(trial.receiver.mostAtOnce).toBe(1);
    expect(trial.receiver.idsTaken()).toEqual(ids);
    expect(trial.faults).toEqual([]);
  });

  it('a process that stops lets what is under way come to its end', async () => {
    let finish: () => void = () => undefined;
    const after = new Promise<void>((resolve) => (finish = resolve));
    trial.receiver.answer = () => ({ status: 204, after });
    await trial.say('a1', 'a2');
    const { id } = await trial.register();
    const runner = await trial.run();
    await until('it is under way', () => trial.receiver.calls.length === 1);
    const stopped = runner.stop(2_000);
    finish();
    await stopped;
    expect(trial.receiver.idsTaken()).toEqual(['a1']);
    expect(await trial.standing(id)).toMatchObject({ read_to: 1, holder: null });
  });

  it('or lets it go, and the next process sends it again under the same id', async () => {
    trial.receiver.answer = () => 'never';
    await trial.say('a1', 'a2');
    const { id } = await trial.register();
    const runner = await trial.run();
    await until('it is under way', () => trial.receiver.calls.length === 1);
    await runner.stop(0);
    expect(await trial.standing(id)).toMatchObject({ read_to: 0, retrying: 0, holder: null });
    trial.refuse(() => false);
    await trial.run();
    await trial.taken('a1', 'a2');
    expect(trial.receiver.calls.map((call) => call.id)).toEqual(['a1', 'a1', 'a2']);
  });

  it('who was killed holds it no longer than its time, and not at all where no other process is', async () => {
    await trial.say('a1');
    const { id } = await trial.register();
    const hold = (ms: number) =>
      webhooksIn(trial.database.db)
        .updateTable('webhooks')
        .set({ holder: 'who was killed', held_until: new Date(Date.now() + ms).toISOString() })
        .where('id', '=', id)
        .execute();
    await hold(300);
    const began = performance.now();
    const first = await trial.run();
    await trial.taken('a1');
    expect(performance.now() - began).toBeGreaterThan(290);
    await first.stop();
    await hold(60_000);
    await trial.say('a2');
    await trial.run({ alone: true });
    await trial.taken('a2');
  });

  it('a unit that subscribed anew goes on with the new feed', async () => {
    await trial.say('a1');
    await trial.register();
    await trial.run();
    await trial.taken('a1');
    trial.feed = `unit.${trial.by.unitId}.v2`;
    await trial.say('a1', 'b1');
    await trial.taken('b1');
    expect(trial.receiver.idsTaken()).toEqual(['a1', 'a1', 'b1']);
  });

  it('is paused, resumed and deleted by its unit alone', async () => {
    await trial.say('a1');
    const { id } = await trial.register();
    await trial.book.pause(trial.by, id);
    await trial.run();
    await expect(trial.book.pause(trial.by, id)).rejects.toMatchObject({ code: 'webhook-not-in-that-state' });
    const another = { ...trial.by, unitId: 'another' };
    await expect(trial.book.resume(another, id)).rejects.toMatchObject({ code: 'webhook-unknown' });
    await expect(trial.book.delete(another, id)).rejects.toMatchObject({ code: 'webhook-unknown' });
    expect(await webhooksOf(trial.database, { unitId: 'another', id, now: trial.now() })).toEqual([]);
    expect(await actsOf(trial.database, { unitId: 'another', limit: 10 })).toEqual([]);
    expect(trial.receiver.calls).toEqual([]);
    await trial.book.resume(trial.by, id);
    await trial.taken('a1');
    await trial.book.delete(trial.by, id);
    await trial.say('a2');
    const acts = await actsOf(trial.database, { unitId: trial.by.unitId, webhookId: id, limit: 2 });
    expect(acts.map(({ kind }) => kind)).toEqual(['delete', 'resume']);
    const [last] = acts.slice(-1);
    const earlier = await actsOf(trial.database, {
      unitId: trial.by.unitId,
      limit: 9,
      ...(last ? { after: last } : {}),
    });
    expect(earlier.map(({ kind }) => kind)).toEqual(['pause', 'register']);
    await expect(trial.book.delete(trial.by, id)).rejects.toMatchObject({ code: 'webhook-unknown' });
  });

  it('is registered once for one address, and by who subscribes', async () => {
    await expect(trial.register()).rejects.toMatchObject({ code: 'webhook-no-subscription' });
    await trial.say('a1');
    const { id } = await trial.register();
    await expect(trial.register()).rejects.toMatchObject({ code: 'webhook-url-known', values: { id } });
    for (let nth = 1; nth < 10; nth += 1) await trial.register('now', `${trial.receiver.url}/${nth}`);
    await expect(trial.register('now', `${trial.receiver.url}/10`)).rejects.toMatchObject({ code: 'webhook-too-many' });
  });

  it('is pinged, signed, whatever its state', async () => {
    await trial.say('a1');
    const { id, secret, url } = await trial.register();
    await trial.book.pause(trial.by, id);
    const tester = new WebhookTester(trial.database, trial.safe, trialSender(), trial.now);
    let answered: () => void = () => undefined;
    const after = new Promise<void>((resolve) => (answered = resolve));
    trial.receiver.answer = () => ({ status: 200, after });
    const both = [tester.ping({ id, url }), tester.ping({ id, url })];
    answered();
    expect(await Promise.all(both)).toMatchObject([{ delivered: true, status: 200 }, undefined]);
    const [call] = trial.receiver.taken;
    verify(secret, call);
    expect(call?.event).toMatchObject({ type: 'cn.fuyuan.webhook.ping.v1', data: { webhookId: id }, id: call?.id });
    trial.refuse(() => true, 401);
    expect(await tester.ping({ id, url })).toMatchObject({ delivered: false, fault: { code: 'status', status: 401 } });
  });

  it('is not sent to by a process that has another key, and loses nothing by that', async () => {
    await trial.say('a1');
    const { id } = await trial.register();
    const stranger = await trial.run({ safe: new KeySafe([randomBytes(32)]) });
    await until('it is told', () => trial.faults.length > 0);
    expect(trial.faults[0]).toContain('WEBHOOK_KEY');
    expect(await trial.standing(id)).toMatchObject({ read_to: 0, retrying: 0 });
    await stranger.stop();
    await trial.run();
    await trial.taken('a1');
  });
}

describe('who sends to a webhook, on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyuan-webhooks-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  tellOn(async () => openSqlite(join(folder, 'court.sqlite')));
});

describeWithPostgres('who sends to a webhook, on PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
    await server.say('create schema court');
  }, 60_000);
  afterAll(() => server.stop());
  tellOn(async () => openPostgres({ connectionString: server.url, schema: 'court' }));
});
