import { ScriptedEventStore, startScriptedEventStore, type AppendAct } from '@fuyuan/testing';
import type { Act } from './act-book';
import { exchangeAbove, merge, move, register, retire, split, type Exchange } from './office';
import { hangUp, type Answer } from './running/http-call';
import { until } from './running/until';
import { OFFICE } from './town';

/** Some acts of the office are on two records, one after the other; the process may end between the two. */
describe('an act on two records', () => {
  let store: ScriptedEventStore;
  let [one, two] = [] as unknown as [Exchange, Exchange];
  let round = 0;
  let [a, b, c] = ['', '', ''];

  const done = async (act: Act, at = one) => {
    const { status, text } = await at.town.perform(act);
    expect({ path: act.path, status, text }).toEqual({ path: act.path, status: 201, text });
  };
  const codeOf = ({ text }: Answer) => (JSON.parse(text) as { code?: string }).code;
  const typesIn = (stream: string) => store.log.of(stream).map(({ type }) => type.replace(/\.v\d+$/, ''));

  /** The process ends when it appends to that stream, whatever becomes of the append. */
  const torn = async (act: Act, stream: string, becomes: AppendAct) => {
    const before = store.appends.length;
    store.onAppend = (append) => (append.stream === stream ? becomes : 'answer');
    const lost = one.town.perform(act).catch(() => 'lost');
    await until(`an append to ${stream}`, () => store.appends.slice(before).find((it) => it.stream === stream));
    await one.crash();
    expect(await lost).toBe('lost');
    store.onAppend = () => 'answer';
    await one.recover();
  };

  beforeAll(async () => {
    store = await startScriptedEventStore();
    one = await exchangeAbove(store.connectionString);
    two = await exchangeAbove(store.connectionString);
  }, 60_000);
  afterAll(async () => {
    await one?.close();
    await two?.close();
    await store.stop();
    hangUp();
  });

  beforeEach(async () => {
    round += 1;
    [a, b, c] = [`a-${round}`, `b-${round}`, `c-${round}`];
    for (const unitId of [a, b, c]) await done(register(unitId));
  });

  describe.each([
    ['a merger', merge, 'UnitMerged'],
    ['a splitting', split, 'UnitSplit'],
  ])('%s', (_, ending, ended) => {
    it('torn off after the heir was named has ended nothing, and is completed by the same request', async () => {
      const act = ending(a, b, c);
      await torn(act, `unit-${a}`, 'silence');
      expect([typesIn(`unit-${a}`), typesIn(`unit-${b}`)]).toEqual([
        ['UnitRegistered'],
        ['UnitRegistered', 'UnitNamedHeir'],
      ]);
      expect(JSON.parse((await one.town.ask(OFFICE, `/v1/units/${a}`)).text)).toMatchObject({ retiredOn: null });
      expect(codeOf(await one.town.perform(retire(b)))).toBe('unit.heir-needs-heir');

      await done(act);
      await done(act);
      expect([typesIn(`unit-${a}`), typesIn(`unit-${b}`)]).toEqual([
        ['UnitRegistered', ended],
        ['UnitRegistered', 'UnitNamedHeir'],
      ]);
    });

    it.each(['a', 'b'])('torn off after the append to %s was stored is answered by the same request', async (which) => {
      const act = ending(a, b, c);
      await torn(act, `unit-${which === 'a' ? a : b}`, 'store-silently');
      await done(act);
      expect([typesIn(`unit-${a}`), typesIn(`unit-${b}`), typesIn(`unit-${c}`)]).toEqual([
        ['UnitRegistered', ended],
        ['UnitRegistered', 'UnitNamedHeir'],
        ['UnitRegistered'],
      ]);
    });
  });

  describe('a move', () => {
    const moved = () => [a, b, c].flatMap((unitId) => typesIn(`unit-${unitId}`)).filter((type) => type === 'UnitMoved');

    it('torn off after it was decided stands in the way of a circle, and is completed by the same request', async () => {
      const act = move(a, b);
      await torn(act, `unit-${a}`, 'silence');
      expect(moved()).toEqual([]);
      expect(codeOf(await two.town.perform(move(b, a)))).toBe('unit.own-ancestor');
      await done(act);
      await done(act);
      expect(moved()).toEqual(['UnitMoved']);
      expect(store.log.of('unitMoves-all').filter(({ data }) => data.includes(`"${a}"`))).toHaveLength(1);
    });

    it('of which another process has not heard makes no circle there', async () => {
      // The store tells nobody of changes to units here, so that two goes on with what it has read.
      for (const unitId of [a, b, c]) await two.town.ask(OFFICE, `/v1/units/${unitId}`);
      await done(move(a, b));
      await done(move(b, c), two);
      expect(codeOf(await one.town.perform(move(c, a)))).toBe('unit.own-ancestor');
      expect(codeOf(await two.town.perform(move(c, a)))).toBe('unit.own-ancestor');
    });

    it.each([1, 2, 3, 4, 5])('at the same time as another makes no circle (%i)', async () => {
      for (const unitId of [a, b]) await two.town.ask(OFFICE, `/v1/units/${unitId}`);
      const answers = await Promise.all([one.town.perform(move(a, b)), two.town.perform(move(b, a))]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(answers.map(codeOf)).toContain('unit.own-ancestor');
      expect(moved()).toEqual(['UnitMoved']);
    });
  });
});
