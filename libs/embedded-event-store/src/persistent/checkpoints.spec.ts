import { Checkpoints } from './checkpoints';
import type { GroupSettings } from './group-settings';
import { Ledger } from './ledger';

const settings = { checkpointAfter: 1_000, minCheckpointCount: 3, maxCheckpointCount: 5 } as GroupSettings;

/** A group that has read ten events; what it wrote down so far. */
function given(refuses: () => boolean = () => false) {
  const [ledger, written] = [new Ledger(-1), [] as number[]];
  for (let cursor = 0; cursor < 10; cursor++) ledger.took(cursor);
  const write = async (cursor: number) => {
    if (refuses()) throw new Error('no room');
    written.push(cursor);
  };
  const checkpoints = new Checkpoints(ledger, settings, write, -1);
  const settle = (...cursors: number[]) => {
    for (const cursor of cursors) {
      ledger.settled(cursor);
      checkpoints.settled();
    }
  };
  return { checkpoints, settle, written };
}

describe('a group writes down how far it is', () => {
  it('at once when the most were settled', async () => {
    const { checkpoints, settle, written } = given();
    settle(0, 1, 2, 3, 4);
    await checkpoints.save();
    expect(written).toEqual([4]);
  });

  it('in time when the least were settled, and not for fewer', async () => {
    const { checkpoints, settle, written } = given();
    settle(0, 1);
    checkpoints.tick(5_000);
    expect(written).toEqual([]);
    settle(2);
    checkpoints.tick(5_500);
    expect(written).toEqual([]);
    checkpoints.tick(6_000);
    await checkpoints.save();
    expect(written).toEqual([2]);
  });

  it('in time, however few, when nothing is left open', async () => {
    const { checkpoints, settle, written } = given();
    settle(0, 1, 2, 3, 4, 5, 6, 7, 8);
    await checkpoints.save();
    settle(9);
    checkpoints.tick(1);
    await checkpoints.save();
    expect(written.at(-1)).toBe(9);
  });

  it('not twice the same', async () => {
    const { checkpoints, settle, written } = given();
    settle(0);
    await checkpoints.save();
    await checkpoints.save();
    expect(written).toEqual([0]);
    expect(checkpoints.last).toBe(0);
  });

  it('later, when there was no room', async () => {
    let full = true;
    const { checkpoints, settle, written } = given(() => full);
    settle(0);
    await checkpoints.save();
    expect(checkpoints.last).toBe(-1);
    full = false;
    await checkpoints.save();
    expect(written).toEqual([0]);
  });
});
