import { existsSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { alone } from './file-lock';

describe('a file that two containers change', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyuan-lock-'));
  const lock = join(folder, 'accounts.json.lock');
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Each try to take the lock puts a file into the folder and takes it out again. */
  async function untilTried(times: number): Promise<void> {
    const seen = new Set<bigint>();
    while (seen.size <= times) {
      seen.add(statSync(folder, { bigint: true }).mtimeNs);
      await turn();
    }
  }

  // The number of a process means nothing in another container: ours may be its own, or be nobody's here.
  it.each([
    ['our number', process.pid],
    ['the number of nobody here', 2 ** 22 + 1],
  ])('is left to the other, with %s, until its lock is old: then that one is gone', async (_, pid) => {
    writeFileSync(lock, `${pid} 8c1f2d7e-6f0a-5b1c-9a3d-2f4e6a8b0c1d another-container`);
    let begun = false;
    const work = alone(join(folder, 'accounts.json'), async () => {
      begun = true;
    });
    await untilTried(4);
    expect([begun, existsSync(lock)]).toEqual([false, true]);

    const old = Date.now() / 1000 - 60;
    utimesSync(lock, old, old);
    await work;
    expect([begun, existsSync(lock)]).toEqual([true, false]);
  });
});
