import { pauseAfter } from './back-off';

describe('the pause after failures', () => {
  it.each([
    [1, 100],
    [2, 200],
    [5, 1600],
    [50, 10_000],
    [5_000, 10_000],
  ])('after %i in a row lies between half of and the whole of %i ms', (failures, full) => {
    for (let n = 0; n < 100; n++) {
      const pause = pauseAfter(failures, 100, 10_000);
      expect(pause).toBeGreaterThanOrEqual(full / 2);
      expect(pause).toBeLessThanOrEqual(full);
    }
  });

  it('is not the same for all who failed together', () => {
    expect(new Set(Array.from({ length: 20 }, () => pauseAfter(5, 100, 10_000))).size).toBeGreaterThan(1);
  });
});
