import { MOST_RETRY_AFTER_MS, pauseBefore, RETRY_PAUSES } from './schedule';
import { retryAfterOf } from './sending/retry-after';

const pauses = RETRY_PAUSES;

describe('the pauses between tries', () => {
  it('grow, over about a day, and then there is none', () => {
    const all = RETRY_PAUSES.map((_, at) => pauseBefore({ pauses, failures: at + 1, random: 0.5 }) ?? 0);
    expect(all).toEqual(RETRY_PAUSES);
    expect(all).toEqual([...all].sort((one, other) => one - other));
    const hours = all.reduce((sum, pause) => sum + pause, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(22);
    expect(hours).toBeLessThan(26);
    expect(pauseBefore({ pauses, failures: RETRY_PAUSES.length + 1, random: 0.5 })).toBeUndefined();
  });

  it('differ from receiver to receiver', () => {
    expect(pauseBefore({ pauses: [1_000], failures: 1, random: 0 })).toBe(850);
    expect(pauseBefore({ pauses: [1_000], failures: 1, random: 1 })).toBe(1_150);
  });

  it('are as long as the receiver asks, within bounds', () => {
    const asked = (retryAfterMs: number) => pauseBefore({ pauses: [60_000], failures: 1, retryAfterMs, random: 0.5 });
    expect(asked(1_000)).toBe(60_000);
    expect(asked(300_000)).toBe(300_000);
    expect(asked(900_000_000)).toBe(MOST_RETRY_AFTER_MS);
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-03-02T01:00:00Z');
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Mon, 02 Mar 2026 01:05:00 GMT', 300_000],
    ['Mon, 02 Mar 2026 00:05:00 GMT', 0],
    ['tomorrow', undefined],
    ['-5', undefined],
    ['99999999999999', undefined],
    [undefined, undefined],
  ])('%s', (header, ms) => expect(retryAfterOf(header, now)).toBe(ms));
});
