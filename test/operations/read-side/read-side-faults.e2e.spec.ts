import { lawNoticesProjection } from '@fuyuan/projections';
import { describeWithKafka, describeWithPostgres, until } from '@fuyuan/testing';
import { chanceOf, seedOf } from '../chance';
import { request } from '../running/http-call';
import { preloaded } from '../running/preload';
import { elapsed } from '../running/until';
import { OFFICE, publish, signFor } from '../town';
import { Court } from './court';
import { Load } from './load';
import { comes, Town } from './town';
import { caughtUp, operate, verify } from './verified';

jest.setTimeout(120_000);

describeWithKafka('a read side in processes of its own, under load', () => {
  describeWithPostgres('from Kafka into PostgreSQL', () => {
    const town = new Town();
    let load: Load;
    let court: Court;

    beforeAll(async () => {
      await town.start();
      load = await Load.settle(town, chanceOf(seedOf('faults of read sides')));
      court = new Court(town, load);
      await Promise.all([town.run('court', preloaded('read-side/older-view')), town.run('government')]);
      load.begin();
    });
    afterAll(async () => {
      await load?.rest().catch(() => undefined);
      await town.stop();
    });

    const goesOn = async () => {
      await court.act(publish('磐续通〔2026〕1号'));
      expect(await caughtUp(town, load)).toEqual([]);
    };
    const isSame = async () => expect(await verify(town, 'court', ['law-notices'])).toEqual([]);

    it('answers who belongs to it, and nobody else', async () => {
      await goesOn();
      expect((await court.ask('law-notices')).status).toBe(200);
      expect(await town.ask('court', OFFICE, 'law-notices')).toMatchObject({
        status: 403,
        body: { code: 'not-of-this-side' },
      });
      const { url } = town.member('court');
      expect((await request(url, { method: 'GET', path: '/court/v1/law-notices' })).status).toBe(401);
      const authorization = `Bearer ${town.people.tokenOf('panshi-court')}`;
      const elsewhere = { method: 'GET', path: '/government/v1/law-notices', headers: { authorization } } as const;
      expect((await request(url, elsewhere)).status).toBe(404);
    });

    it('cannot read the tables of another', async () => {
      const { Client } = jest.requireActual<typeof import('pg')>('pg');
      const client = new Client({ connectionString: town.postgres.urlOf('court') });
      await client.connect();
      await expect(client.query('select * from government.builds')).rejects.toThrow(/permission denied/);
      await expect(client.query('select count(*) from court.builds')).resolves.toMatchObject({ rowCount: 1 });
      await client.end();
    });

    it('a fault of a view is mended by a new version, made beside it, which takes its place by itself', async () => {
      expect(await court.listed('磐续通')).toMatchObject([{ title: '（标题缺失）' }]);
      await court.restart();
      await comes('the new version', async () => (await court.builds()).at(1)?.status === 'live' || undefined);
      expect(await court.builds()).toMatchObject([
        { version: lawNoticesProjection.version - 1, status: 'former' },
        { version: lawNoticesProjection.version, status: 'live' },
      ]);
      expect(await court.listed('磐续通')).toMatchObject([{ title: '中华人民共和国行政复议法' }]);
      await isSame();
    });

    it('a record that cannot be folded is stuck with what comes for it, others go on; mended, it is folded', async () => {
      await court.restart(preloaded('read-side/stumbles'));
      const poison = await court.act(publish('磐毒通〔2026〕1号'));
      await court.act(signFor('panshi-court', poison));
      const [stuck] = await court.stuck(1);
      expect(stuck).toMatchObject({ recordId: poison, attempts: 1 });
      expect(stuck?.message).toMatch(/^TypeError/);
      await goesOn();
      expect((await court.ask(`law-notices/${poison}`)).status).toBe(404);
      const retry = () => operate(town, 'court', 'retry', 'law-notices', poison);
      expect((await retry()).output).toContain('"isWell": false');

      await court.restart();
      expect(await court.parked()).toMatchObject([{ recordId: poison, attempts: 2, fingerprint: stuck?.fingerprint }]);
      expect((await retry()).output).toContain('"isWell": true');
      expect(await court.parked()).toEqual([]);
      expect(await court.ask(`law-notices/${poison}`)).toMatchObject({ body: { mine: { state: 'to-read' } } });
      await isSame();
    });

    it('what comes twice is taken once', async () => {
      const twice = await court.act(publish('磐复通〔2026〕1号'));
      await court.act(signFor('panshi-court', twice));
      expect(await caughtUp(town, load)).toEqual([]);
      const messages = await court.published(twice);
      expect(messages).toHaveLength(2);
      await court.forge(...messages, ...messages);
      await goesOn();
      expect(await court.parked()).toEqual([]);
      expect(await court.listed('磐复通')).toHaveLength(1);
      await isSame();
    });

    it('a second process joins and leaves in the middle, and is killed there', async () => {
      for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
        const second = await town.run('court-2');
        await court.members(2);
        await goesOn();
        expect(await second.end(signal)).toBe(signal === 'SIGTERM' ? 0 : signal);
        await court.members(1);
        await goesOn();
      }
      await isSame();
    });

    it('says so while its database is away, or takes no more connections, and goes on after it', async () => {
      const { postgres } = town;
      const { app } = town.member('court');
      const away = { status: 503, body: { code: 'view-out-of-reach' } };
      const missed = () =>
        comes('it is missed', async () => (await court.ask('law-notices')).status !== 200 || undefined);
      await postgres.kill();
      await missed();
      expect(await court.ask('law-notices')).toMatchObject(away);
      await until('it was away', elapsed(1_500));
      await postgres.restart();
      await goesOn();

      await postgres.say('alter role court connection limit 0');
      await postgres.say("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'court'");
      await missed();
      expect(await court.ask('law-notices')).toMatchObject(away);
      expect((await town.ask('government', OFFICE, 'law-notices')).status).toBe(200);
      await postgres.say('alter role court connection limit -1');
      await goesOn();
      expect(town.member('court').app).toBe(app);
      expect(town.member('court').isGone).toBe(false);
      await isSame();
    });

    it('a rebuild that was killed goes on, and comes to the same', async () => {
      const begun = await operate(town, 'court', 'rebuild', 'law-notices', '--no-wait');
      const { id } = JSON.parse(begun.output) as { id: string };
      const operation = () => court.told<{ status: string; progress: object | null }>(`operations/${id}`);
      await comes('it has begun', async () => (await operation()).progress ?? undefined);
      await town.member('court').end('SIGKILL');
      await town.run('court');
      expect((await operation()).status).toBe('running');
      const over = async () => ((await operation()).status === 'running' ? undefined : operation());
      expect(await comes('it is over', over)).toMatchObject({ status: 'done', result: { isSame: true } });
      await goesOn();
    });

    it('what is no message, and one before which another is missing, are told by VERIFY and left out by name', async () => {
      const torn = await court.act(publish('磐缺通〔2026〕1号'));
      expect(await caughtUp(town, load)).toEqual([]);
      const [first] = await court.published(torn);
      const event = JSON.parse(first?.value ?? '{}') as object;
      const third = JSON.stringify({ ...event, id: 'forged', streamrevision: 2 });
      await court.forge({ key: 'no-record', value: '{"half' }, { key: torn, value: third });
      const both = await court.stuck(2);
      expect(both.map(({ message }) => message).sort()).toEqual([
        'Error: Revision 1 was to come, 2 came: something is missing.',
        'Error: This is no CloudEvent of a record.',
      ]);
      await goesOn();
      const told = await verify(town, 'court', ['law-notices']);
      expect(told.join()).toMatch(/"isSame": false[^]*"parked": 4/);
      for (const { recordId } of both) {
        expect((await operate(town, 'court', 'skip', 'law-notices', recordId)).code).toBe(0);
      }
      expect(await court.parked()).toEqual([]);
      expect((await court.ask(`law-notices/${torn}`)).status).toBe(200);
      await goesOn();
    });
  });
});
