import { describeWithKafka, describeWithPostgres, until } from '@fuyuan/testing';
import { openStream } from '../../journeys/event-stream';
import { ask, personWith, type Answer } from '../../journeys/person';
import type { Act } from '../act-book';
import { act, legalBasis, OFFICE, publish as publishing, registrations } from '../town';
import { Town } from './town';

const UNIT = 'panshi-police';
const FEED = '/government/v1/feed';
const ROUNDS = 3;
/** Longer than a group of Kafka takes to notice that a member is gone. */
const PATIENCE = 90_000;

jest.setTimeout(400_000);

describeWithKafka('the feed of a unit, handed out by a read side of its own', () => {
  describeWithPostgres('from Kafka, by way of PostgreSQL', () => {
    const town = new Town();
    const told: string[] = [];
    const url = () => town.member('government').url;

    const idsIn = ({ body }: Answer) => (body as unknown as { id: string }[]).map(({ id }) => id);
    const from = (cursor: string) => (cursor === '' ? '' : `&after=${encodeURIComponent(cursor)}`);
    const read = (cursor: string, query = 'limit=5') =>
      personWith(url(), town.people.tokenOf(UNIT)).read(`${FEED}?${query}${from(cursor)}`);
    /** From a place on, page by page, until so many notices were told. */
    const readOn = async (start: string, notices: number) => {
      const [ids, types, cursors] = [[] as string[], [] as string[], [start]];
      const hasAll = async () => {
        const answer = await read(cursors.at(-1) ?? '', 'limit=5&wait=5');
        if (answer.status !== 200) return false;
        ids.push(...idsIn(answer));
        types.push(...(answer.body as unknown as { type: string }[]).map(({ type }) => type));
        cursors.push(answer.headers.get('next-cursor') ?? '');
        return types.filter((type) => type === 'cn.fuyuan.law-notice.published.v1').length >= notices;
      };
      await until(`${notices} notices are told`, hasAll, PATIENCE);
      return { ids, cursor: cursors.at(-1) ?? '' };
    };
    const done = async (one: Act) => {
      const { status, text } = await town.people.perform(one);
      if (status !== 201) throw new Error(text);
      return (JSON.parse(text) as { record: { id: string } }).record.id;
    };
    const publish = async () => void told.push(await done(publishing('磐续通〔2026〕1号')));

    beforeAll(async () => {
      await town.start();
      await town.run('government');
      for (const registration of registrations()) await done(registration);
      await publish();
      await done(act(OFFICE, `/v1/units/${UNIT}/subscribe`, { from: 'beginning', legalBasis }));
    }, 120_000);
    afterAll(() => town.stop(), 60_000);

    it('is there a moment after the office subscribed the unit', async () => {
      await until('the feed is there', async () => (await read('')).status === 200, PATIENCE);
      const { ids } = await readOn('', 1);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it(`goes on from a cursor, each message once, though the process is killed ${ROUNDS} times`, async () => {
      let { cursor } = await readOn('', 1);
      for (let round = 0; round < ROUNDS; round += 1) {
        const acts = Promise.all([publish(), publish()]);
        await town.member('government').end('SIGKILL');
        await acts;
        await town.run('government');
        const more = await readOn(cursor, 2);
        expect(new Set(more.ids).size).toBe(more.ids.length);
        cursor = more.cursor;
      }
      const whole = await readOn('', told.length);
      expect(new Set(whole.ids).size).toBe(whole.ids.length);
    });

    it('comes as a stream as soon as it is published', async () => {
      const { cursor } = await readOn('', told.length);
      const headers = { authorization: `Bearer ${town.people.tokenOf(UNIT)}`, 'last-event-id': cursor };
      const stream = await openStream(`${url()}${FEED}/stream`, headers);
      expect(stream.status).toBe(200);
      await publish();
      await until('it has come', () => stream.came.length > 0, PATIENCE);
      expect((JSON.parse(stream.came[0]?.data ?? '') as { subject: string }).subject).toBe(told.at(-1));
      await stream.close();
    });

    it('is read to its end, and its operator sees so', async () => {
      const asked = personWith(url(), town.people.tokenOf(OFFICE));
      const isRead = async () => {
        const { body } = await asked.read('/government/v1/feeds');
        const [feed] = (body['items'] ?? []) as { behind: number; feed: string }[];
        return body['isCaughtUp'] === true && feed?.feed === `unit.${UNIT}.v1` && feed.behind === 0;
      };
      await until('nothing is left to read', isRead, PATIENCE);
      expect((await ask(`${url()}${FEED}`)).status).toBe(401);
    });
  });
});
