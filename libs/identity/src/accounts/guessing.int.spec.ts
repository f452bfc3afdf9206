import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '@fuyuan/platform';
import { Accounts } from './accounts';

const PASSWORD = 'correct horse battery';
const HOME = '10.9.9.9';

// Some hundred hashes, of a tenth of a second each where nothing else runs.
jest.setTimeout(120_000);

describe('ten thousand wrong passwords', () => {
  let dataDir: string;
  let moment: number;
  let accounts: Accounts;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'fuyuan-guessing-'));
    moment = Date.parse('2026-03-02T01:00:00Z');
    accounts = await Accounts.open(dataDir, () => moment);
    await accounts.add({ name: 'zhang-wei', person: '张伟', unit: 'court', roles: ['officer'], password: PASSWORD });
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const attempt = (name: string, password: string, address: string): Promise<string> =>
    accounts.authenticate(name, password, address).then(
      () => 'in',
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    );
  /** All at once; how each came out, and what it cost. */
  const tenThousand = async (who: (at: number) => readonly [name: string, address: string]) => {
    const [cpu, memory] = [process.cpuUsage(), process.memoryUsage().rss];
    const outcomes = await Promise.all(
      Array.from({ length: 10_000 }, (_, at) => attempt(who(at)[0], `wrong password ${at}`, who(at)[1])),
    );
    const counted: Record<string, number> = {};
    for (const outcome of outcomes) counted[outcome] = (counted[outcome] ?? 0) + 1;
    const { user, system } = process.cpuUsage(cpu);
    return { counted, seconds: (user + system) / 1e6, megabytes: (process.memoryUsage().rss - memory) / 2 ** 20 };
  };
  const spread = (at: number): string => `10.1.${at >> 8}.${at & 255}`;

  it('at one account, from everywhere, are looked at fifty times; its owner signs in where he did before', async () => {
    expect(await attempt('zhang-wei', PASSWORD, HOME)).toBe('in');
    const { counted, seconds, megabytes } = await tenThousand((at) => ['zhang-wei', spread(at)]);
    expect(counted).toEqual({ 'sign-in-failed': 50, 'too-many-failures': 9_950 });
    expect(await attempt('zhang-wei', PASSWORD, HOME)).toBe('in');
    expect(await attempt('zhang-wei', PASSWORD, '10.8.8.8')).toBe('too-many-failures');
    // Each password that is looked at costs a tenth of a second and 32 MB: ten thousand would cost a quarter of an hour.
    expect(seconds).toBeLessThan(20);
    expect(megabytes).toBeLessThan(300);

    moment += 15 * 60_000;
    expect(await attempt('zhang-wei', PASSWORD, '10.8.8.8')).toBe('in');
  });

  it('at as many names from as many places wait in a short queue, and are otherwise turned away', async () => {
    const { counted, seconds, megabytes } = await tenThousand((at) => [`name-${at}`, spread(at)]);
    expect(Object.keys(counted).sort()).toEqual(['sign-in-busy', 'sign-in-failed']);
    expect(counted['sign-in-failed']).toBeLessThanOrEqual(66);
    expect(seconds).toBeLessThan(20);
    expect(megabytes).toBeLessThan(300);
    expect(await attempt('zhang-wei', PASSWORD, HOME)).toBe('in');
  });

  it('tell nothing of whether there is such an account: the same answers in the same order', async () => {
    const answers = async (name: string, address: string) => {
      const all: string[] = [];
      for (let at = 0; at < 7; at += 1) all.push(await attempt(name, 'a wrong password', address));
      return all;
    };
    const known = await answers('zhang-wei', '10.2.0.1');
    expect(await answers('nobody-here', '10.2.0.2')).toEqual(known);
    expect(known.filter((code) => code === 'sign-in-failed')).toHaveLength(5);

    await accounts.setDisabled('zhang-wei', true);
    expect(await attempt('zhang-wei', PASSWORD, HOME)).toBe('sign-in-failed');
  });
});
