import { setImmediate as nextTurn } from 'node:timers/promises';
import { Turnstile } from './turnstile';

/** Asks for `count` requests at once, numbered on from what has begun or waits. */
const crowd = (turnstile: Turnstile, begun: number[], numbers: readonly number[]): void =>
  numbers.forEach((number) => turnstile.enter(() => begun.push(number)));

describe('a turnstile of three', () => {
  it('lets three begin at once, and of those behind them three in each turn, in the order they came', async () => {
    const turnstile = new Turnstile(3);
    const begun: number[] = [];
    crowd(turnstile, begun, [0, 1, 2, 3, 4, 5, 6, 7]);
    const seen = [begun.length];
    for (let turn = 0; turn < 3; turn += 1) {
      await nextTurn();
      seen.push(begun.length);
    }

    expect(seen).toEqual([3, 6, 8, 8]);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('lets nobody who comes later pass one who waits', async () => {
    const turnstile = new Turnstile(3);
    const begun: number[] = [];
    crowd(turnstile, begun, [0, 1, 2, 3, 4, 5, 6]);
    await nextTurn();
    crowd(turnstile, begun, [7]);
    await nextTurn();
    await nextTurn();

    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('lets those who come alone begin at once, turn after turn', async () => {
    const turnstile = new Turnstile(3);
    const begun: number[] = [];
    for (let number = 0; number < 5; number += 1) {
      crowd(turnstile, begun, [number]);
      expect(begun).toHaveLength(number + 1);
      await nextTurn();
    }
  });
});
