import type { Batch } from '@fuyuan/read-model';
import { LogReader } from './log-reader';

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
  const reader = new LogReader('court', {
    name: 'units-1',
    families: ['units'],
    cursors: () => answer(() => new Map(stored === undefined ? [] : [['log', stored]])),
    take: (batch) => answer(() => void (batches.push(batch), (stored = batch.next))),
    caughtUp: () => undefined,
  });
  const handed = () =>
    batches.map(({ messages, from, next }) => [messages.map(({ recordId }) => recordId), from, next]);

  it('is handed what is of its topics', async () => {
    await reader.begin();
    reader.take(told('a'));
    reader.take({ ...told('b'), topic: 'government.units.v1' });
    await reader.hand('1/1');
    expect(handed()).toEqual([[['a'], undefined, '1/1']]);
  });

  it('loses nothing while the database does not even say how far it is', async () => {
    reader.take(told('c'));
    isAway = true;
    await expect(reader.hand('2/2')).rejects.toThrow('away');
    await expect(reader.hand('2/2')).rejects.toThrow('away');
    isAway = false;
    reader.take(told('d'));
    await reader.hand('3/3');
    expect(handed().slice(1)).toEqual([[['c', 'd'], '1/1', '3/3']]);
  });
});
