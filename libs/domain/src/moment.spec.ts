import { occurrence, shanghaiDate } from './moment';

describe('the day in Asia/Shanghai', () => {
  it('begins at 16:00 UTC', () => {
    expect(shanghaiDate(new Date('2026-03-01T15:59:59.999Z'))).toBe('2026-03-01');
    expect(shanghaiDate(new Date('2026-03-01T16:00:00.000Z'))).toBe('2026-03-02');
  });

  it('turns with the year', () => expect(shanghaiDate(new Date('2025-12-31T16:00:00Z'))).toBe('2026-01-01'));
});

describe('the time of an act', () => {
  const now = new Date('2026-03-02T01:00:00.000Z');

  it('is now, when nothing else is said', () => expect(occurrence(undefined, now)).toBe('2026-03-02T01:00:00.000Z'));
  it('is kept in UTC', () => expect(occurrence('2026-03-02T08:30:00+08:00', now)).toBe('2026-03-02T00:30:00.000Z'));
  it('may be two minutes ahead of our clock', () =>
    expect(occurrence('2026-03-02T01:02:00Z', now)).toBe('2026-03-02T01:02:00.000Z'));
  it('is refused when it is further ahead', () =>
    expect(() => occurrence('2026-03-02T01:02:00.001Z', now)).toThrow(
      expect.objectContaining({ rule: 'act.in-the-future' }) as Error,
    ));
});
