import { firstRevision, isSoftDeleted, oldestCreated, retentionOf } from './retention';

describe('what metadata says of a stream', () => {
  it('is read from its system properties', () => {
    expect(retentionOf({ $maxCount: 3, $maxAge: 60, $tb: 7, own: true })).toEqual({
      maxCount: 3,
      maxAge: 60,
      truncateBefore: 7,
    });
  });

  it.each([undefined, null, 'text', [], { $maxCount: 0 }, { $maxCount: 1.5 }, { $maxAge: '60' }, { $tb: -1 }])(
    'is nothing when it is %p',
    (metadata) => expect(retentionOf(metadata)).toEqual({}),
  );

  it('is that it is deleted, when it is truncated before 2^63-1', () => {
    expect(isSoftDeleted(retentionOf(JSON.parse('{"$tb":9223372036854775807}')))).toBe(true);
    expect(isSoftDeleted(retentionOf({ $tb: 12 }))).toBe(false);
    expect(isSoftDeleted({})).toBe(false);
  });
});

describe('what may still be read of a stream whose last revision is 9', () => {
  it.each([
    [{}, 0],
    [{ maxCount: 4 }, 6],
    [{ maxCount: 40 }, 0],
    [{ truncateBefore: 3 }, 3],
    [{ truncateBefore: 3, maxCount: 2 }, 8],
    [{ truncateBefore: 30, maxCount: 2 }, 30],
  ])('by %p begins at %p', (retention, first) => expect(firstRevision(retention, 9)).toBe(first));

  it('is not older than maxAge seconds', () => {
    expect(oldestCreated({ maxAge: 60 }, 100_000)).toBe(40_000);
    expect(oldestCreated({}, 100_000)).toBe(-Infinity);
  });
});
