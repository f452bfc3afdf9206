import { Problem } from '../problem/problem';
import { AccountPace, callerAt, Pace } from './pace';

describe('the pace of a caller', () => {
  let now = 1_000;
  const pace = new Pace({ requests: 3, perMs: 3_000 }, () => now);
  const asked = (caller: string, times: number) => Array.from({ length: times }, () => pace.waitOf(caller));

  it('lets so many through at once, and says how long the next must wait', () => {
    expect(asked('a', 5)).toEqual([0, 0, 0, 1_000, 1_000]);
  });
  it('is each caller’s own', () => expect(asked('b', 1)).toEqual([0]));
  it('lets one through for each part of the span that went by, and does not count those refused', () => {
    now += 1_000;
    expect(asked('a', 2)).toEqual([0, 1_000]);
    now += 2_500;
    expect(asked('a', 3)).toEqual([0, 0, 500]);
  });
  it('gives back no more than the whole span', () => {
    now += 1_000_000;
    expect(asked('a', 4)).toEqual([0, 0, 0, 1_000]);
  });
  it('refuses with the seconds to wait, at least one', () => {
    const slow = new AccountPace({ requests: 1, perMs: 200 });
    slow.admit('office');
    const refusal = { code: 'too-many-requests', parts: { values: { seconds: 1 }, headers: { 'retry-after': '1' } } };
    expect(() => slow.admit('office')).toThrow(Problem);
    expect(() => slow.admit('office')).toThrow(expect.objectContaining(refusal) as Error);
  });
  it('is as fast as can be where no rate was given', () => {
    const free = new AccountPace();
    expect(() => Array.from({ length: 10_000 }, () => free.admit('office'))).not.toThrow();
  });
});

describe('by what an address counts', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    // As some proxies forward them: with the port, which is another for each connection.
    ['203.0.113.7:50123', '203.0.113.7'],
    ['[2001:db8:1:2::9]:50123', '2001:db8:1:2'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (ip, caller) => expect(callerAt(ip)).toBe(caller));
});
