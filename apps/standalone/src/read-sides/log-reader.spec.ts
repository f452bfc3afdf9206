import { feedOf } from '@fuyuan/contracts';
import { initialRouting, type Routing } from '@fuyuan/publishing';
import type { Batch } from '@fuyuan/read-model';
import type { FeedBatch, FeedKeeper } from '@fuyuan/unit-feeds';
import { LogReader } from './log-reader';
import { feedReading, viewReading } from './log-readings';

const told = (key: string) => ({
  ...{ topic: 'court.units.v1', key, value: '{}', eventId: key, stream: `unit-${key}` },
  ...{ revision: 0, position: '1/1', type: 'cn.fuyuan.unit.registered.v1' },
});

describe('one who reads the log', () => {
  const batches: Batch[] = [];
  let stored: string | undefined;
  let isAway = false;
  const answer = async <T>(said: () => T): Promise<T> => {
    if (isAway) throw new Error('The database is away.');
    return said();
  };
  const reader = new LogReader(
    viewReading('court', {
      name: 'units-1',
      families: ['units'],
      cursors: () => answer(() => new Map(stored === undefined ? [] : [['log', stored]])),
      take: (batch) => answer(() => void (batches.push(batch), (stored = batch.next))),
      caughtUp: () => undefined,
    }),
  );
  const handed = () =>
    batches.map(({ messages, from, next }) => [messages.map(({ recordId }) => recordId), from, next]);

  it('is handed what is of its topics', async () => {
    await reader.begin();
    reader.take(told('a'), initialRouting);
    reader.take({ ...told('b'), topic: 'government.units.v1' }, initialRouting);
    await reader.hand('1/1');
    expect(handed()).toEqual([[['a'], undefined, '1/1']]);
  });

  it('loses nothing while the database does not even say how far it is', async () => {
    reader.take(told('c'), initialRouting);
    isAway = true;
    await expect(reader.hand('2/2')).rejects.toThrow('away');
    await expect(reader.hand('2/2')).rejects.toThrow('away');
    isAway = false;
    reader.take(told('d'), initialRouting);
    await reader.hand('3/3');
    expect(handed().slice(1)).toEqual([[['c', 'd'], '1/1', '3/3']]);
  });

  it('says when much waits for it, by messages or by their text, and when no more does', async () => {
    const [few, short] = [
      { messages: 2, characters: 1_000 },
      { messages: 1_000, characters: 4 },
    ];
    reader.take(told('e'), initialRouting);
    expect([reader.has(few), reader.has(short)]).toEqual([false, false]);
    reader.take(told('f'), initialRouting);
    expect([reader.has(few), reader.has(short)]).toEqual([true, true]);
    isAway = true;
    await expect(reader.hand('4/4')).rejects.toThrow('away');
    expect([reader.has(few), reader.has(short)]).toEqual([true, true]);
    isAway = false;
    await reader.hand('4/4');
    expect([reader.has(few), reader.has(short)]).toEqual([false, false]);
  });
});

describe('the feeds of the units of one side', () => {
  const taken: FeedBatch[] = [];
  const keeper = { cursors: async () => new Map(), take: async (batch: FeedBatch) => void taken.push(batch) };
  const unit = (unitId: string, system: 'court' | 'government') =>
    [unitId, { unitId, system, acts: 1, heir: null }] as const;
  const routing: Routing = { ...initialRouting, units: new Map([unit('land', 'government'), unit('court', 'court')]) };

  it('are those that the routing says belong to it', async () => {
    const reader = new LogReader(feedReading('government', keeper as unknown as FeedKeeper, () => undefined));
    for (const topic of [feedOf('land', 2), feedOf('court', 1), feedOf('nobody', 1), 'government.units.v1']) {
      reader.take({ ...told('a'), topic }, routing);
    }
    await reader.hand('1/1');
    expect(taken.map(({ messages, next }) => [messages.map(({ feed }) => feed), next])).toEqual([
      [['unit.land.v2'], '1/1'],
    ]);
  });
});
