import type { ExpectedRevision } from './events';
import { judge, type StreamState } from './expectation';

const id = (name: string): Buffer => Buffer.from(name.padEnd(16, '-'));
const nothing: StreamState = { last: -1, tombstoned: false, softDeleted: false, hasMetadata: false, first: 0 };

/** A stream that holds events of these ids, all of them recent. */
const holding = (...names: string[]) => ({
  state: { ...nothing, last: names.length - 1 },
  known: {
    revisionOf: (wanted: Buffer) => {
      const revision = names.findIndex((name) => id(name).equals(wanted));
      return revision < 0 ? undefined : revision;
    },
    isAt: (revision: number, wanted: Buffer) => id(names[revision] ?? '').equals(wanted),
  },
});

const verdict = ({ state, known }: ReturnType<typeof holding>, expected: ExpectedRevision, ...names: string[]) => {
  const judged = judge(state, expected, names.map(id), known);
  return judged.verdict === 'repeated' ? judged.lastRevision : judged.verdict;
};

const WRONG = 'wrong-expected-version';

describe('an append to a stream of a, b, c', () => {
  const stream = holding('a', 'b', 'c');

  it.each([
    ['any', ['d'], 'append'],
    ['any', [], 'append'],
    ['any', ['a', 'b', 'c'], 2],
    ['any', ['b'], 1],
    ['any', ['c', 'd'], WRONG],
    ['any', ['d', 'c'], 'append'],
    ['stream_exists', ['d'], 'append'],
    ['stream_exists', ['a', 'b'], 1],
    ['no_stream', ['d'], WRONG],
    ['no_stream', [], WRONG],
    ['no_stream', ['a', 'b'], 1],
    ['no_stream', ['b'], WRONG],
    ['no_stream', ['a', 'b', 'c', 'd'], WRONG],
    [2, ['d'], 'append'],
    [2, [], 'append'],
    [0, ['b', 'c'], 2],
    [0, ['b'], 1],
    [0, ['c', 'b'], WRONG],
    [1, ['c', 'd'], WRONG],
    [1, ['d'], WRONG],
    [3, ['d'], WRONG],
    [1, [], WRONG],
  ] as const)('expecting %p with %p: %p', (expected, names, wanted) => {
    expect(verdict(stream, expected, ...names)).toBe(wanted);
  });
});

describe('an append to a stream without events', () => {
  const stream = holding();

  it.each([
    ['any', 'append'],
    ['no_stream', 'append'],
    ['stream_exists', WRONG],
    [0, WRONG],
  ] as const)('expecting %p: %p', (expected, wanted) => {
    expect(verdict(stream, expected, 'a')).toBe(wanted);
  });

  it('finds that it exists when it has metadata', () => {
    const described = { ...stream, state: { ...stream.state, hasMetadata: true } };
    expect(verdict(described, 'stream_exists', 'a')).toBe('append');
    expect(verdict(described, 'no_stream', 'a')).toBe('append');
  });
});

describe('an append to a soft-deleted stream', () => {
  const stream = holding('a', 'b');
  const deleted = { ...stream, state: { ...stream.state, softDeleted: true, hasMetadata: true } };

  it.each([
    ['any', 'append'],
    ['no_stream', 'append'],
    ['stream_exists', WRONG],
    [1, 'append'],
    [0, WRONG],
  ] as const)('expecting %p: %p', (expected, wanted) => {
    expect(verdict(deleted, expected, 'c')).toBe(wanted);
  });

  it('is known as repeated once the stream has been made again', () => {
    const again = holding('a', 'b', 'c');
    expect(verdict({ ...again, state: { ...again.state, first: 2 } }, 'no_stream', 'c')).toBe(2);
  });
});

it('nothing is ever appended to a tombstone', () => {
  const stream = holding('a');
  const ended = { ...stream, state: { ...stream.state, tombstoned: true } };
  for (const expected of ['any', 'no_stream', 'stream_exists', 0] as const) {
    expect(verdict(ended, expected, 'b')).toBe('deleted');
  }
});
