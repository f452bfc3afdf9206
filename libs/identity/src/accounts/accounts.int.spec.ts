import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { once } from 'node:events';
import { changer } from './account-change';
import { Accounts } from './accounts';
import { AccountAdministration, type NewAccount } from './administer-accounts';
import { ensureFirstAccount, hasAccounts } from './first-account';

const PASSWORD = 'correct horse battery';
const who = (name: string): NewAccount => ({
  name,
  person: '张伟',
  unit: 'city-court',
  roles: ['officer'],
  password: PASSWORD,
});

const ended = async (child: ChildProcess): Promise<ChildProcess> => {
  await once(child, 'exit');
  return child;
};

describe('the accounts of a data directory', () => {
  let dataDir: string;
  let moment: number;
  let accounts: Accounts;
  const file = () => join(dataDir, 'accounts.json');
  const signIn = (name: string, password: string, address = '10.0.0.1') =>
    accounts.authenticate(name, password, address);

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'fuyuan-accounts-'));
    moment = Date.parse('2026-03-02T01:00:00Z');
    accounts = await Accounts.open(dataDir, () => moment);
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('are added, and then sign in', async () => {
    await accounts.add(who('zhang-wei'));
    expect(await signIn('zhang-wei', PASSWORD)).toMatchObject({
      name: 'zhang-wei',
      createdAt: '2026-03-02T01:00:00.000Z',
    });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir)).toEqual(['accounts.json']);
  });

  it('refuse a wrong password and an unknown name alike, in words and in time', async () => {
    await accounts.add(who('zhang-wei'));
    const took = async (name: string) => {
      const began = performance.now();
      await expect(signIn(name, 'wrong password!')).rejects.toMatchObject({ code: 'sign-in-failed' });
      return performance.now() - began;
    };
    await took('warm-up');
    const [known, unknown] = [await took('zhang-wei'), await took('nobody')];
    // Without a hash to compare, an unknown name would be answered in a hundredth of the time.
    expect(unknown).toBeGreaterThan(known / 5);
  });

  it('refuse any password after five failures, and say when to come back', async () => {
    await accounts.add(who('zhang-wei'));
    for (let at = 0; at < 5; at += 1)
      await expect(signIn('zhang-wei', 'wrong password!')).rejects.toMatchObject({ code: 'sign-in-failed' });
    await expect(signIn('zhang-wei', PASSWORD)).rejects.toMatchObject({
      code: 'too-many-failures',
      parts: { values: { seconds: 900 }, headers: { 'retry-after': '900' } },
    });
    moment += 15 * 60_000;
    expect(await signIn('zhang-wei', PASSWORD)).toMatchObject({ name: 'zhang-wei' });
  });

  it.each([
    [{ password: 'too short' }, '至少 12'],
    [{ name: 'Zhang Wei' }, 'name'],
    [{ person: ' ' }, 'person'],
    [{ unit: '../court' }, 'unit'],
    [{ roles: [] }, 'roles'],
    [{ roles: ['emperor'] as never }, 'roles'],
  ])('are not made of %j', async (part, word) => {
    await expect(accounts.add({ ...who('zhang-wei'), ...part })).rejects.toThrow(word);
    expect(await hasAccounts(dataDir)).toBe(false);
  });

  it('have one name each', async () => {
    await accounts.add(who('zhang-wei'));
    await expect(accounts.add(who('zhang-wei'))).rejects.toThrow("'zhang-wei' is taken");
  });

  it('take up what another process wrote', async () => {
    const other = await Accounts.open(dataDir);
    await other.add(who('li-ming'));
    expect(await signIn('li-ming', PASSWORD)).toMatchObject({ name: 'li-ming' });
    await other.setDisabled('li-ming', true);
    await expect(signIn('li-ming', PASSWORD)).rejects.toMatchObject({ code: 'sign-in-failed' });
    await other.setDisabled('li-ming', false);
    await other.resetPassword('li-ming', 'another good password');
    await expect(signIn('li-ming', PASSWORD)).rejects.toMatchObject({ code: 'sign-in-failed' });
    expect(await signIn('li-ming', 'another good password')).toMatchObject({ name: 'li-ming' });
  });

  it('lose nothing when several processes add at once', async () => {
    const room = JSON.stringify(resolve(__dirname, '../../../../dist/libs/identity/src/accounts/accounts'));
    const program = join(dataDir, 'add.cjs');
    writeFileSync(
      program,
      `const { Accounts } = require(${room});
       Accounts.open(${JSON.stringify(dataDir)}).then(async (accounts) => {
         for (const at of [1, 2]) {
           await accounts.add({ name: process.argv[2] + '-' + at, person: 'P', unit: 'u1', roles: ['officer'], password: 'correct horse battery' });
         }
       });`,
    );
    const codes = await Promise.all(
      ['a', 'b'].map(async (name) => (await once(fork(program, [name], { execArgv: [] }), 'exit'))[0] as number),
    );
    expect(codes).toEqual([0, 0]);
    await accounts.refresh();
    expect(accounts.all().map(({ name }) => name)).toEqual(['a-1', 'a-2', 'b-1', 'b-2']);
    expect(readdirSync(dataDir).sort()).toEqual(['accounts.json', 'add.cjs']);
  });

  it.each([
    [
      'a process that is gone',
      async () => (await ended(fork(join(dataDir, 'none.cjs'), { execArgv: [], silent: true }))).pid,
    ],
    ['an earlier life of this process', async () => process.pid],
  ])('take over the lock of %s', async (_, pidOf) => {
    writeFileSync(`${file()}.lock`, String(await pidOf()));
    await accounts.add(who('zhang-wei'));
    expect(readdirSync(dataDir)).toEqual(['accounts.json']);
  });

  it('are changed one after the other within a process', async () => {
    await Promise.all(['aa', 'bb', 'cc'].map((name) => accounts.add(who(name))));
    expect(accounts.all().map(({ name }) => name)).toEqual(['aa', 'bb', 'cc']);
  });

  it.each([
    ['{"accounts": [', 'not JSON'],
    ['{"accounts": {}}', 'not a list'],
    ['null', 'not a list'],
    ['{"accounts": [{"name": "office"}]}', 'accounts[0] person'],
    ['{"accounts": [], "changes": {}}', "'changes' is not a list"],
    ['{"accounts": [], "changes": [{"id": "1"}]}', 'changes[0] id'],
  ])('are not used from a damaged file, which is named and left as it is: %s', async (damaged, fault) => {
    writeFileSync(file(), damaged);
    await expect(Accounts.open(dataDir)).rejects.toThrow(fault);
    await expect(Accounts.open(dataDir)).rejects.toThrow(file());
    await expect(accounts.add(who('zhang-wei'))).rejects.toThrow(fault);
    expect(readFileSync(file(), 'utf8')).toBe(damaged);
  });

  it('forget failures of an account that is unlocked, and of no other', async () => {
    for (const name of ['zhang-wei', 'li-ming']) {
      await accounts.add(who(name));
      for (let at = 0; at < 5; at += 1)
        await expect(signIn(name, 'wrong password!')).rejects.toMatchObject({ code: 'sign-in-failed' });
    }
    const administration = new AccountAdministration(dataDir, changer('wang-it'), () => moment);
    await administration.unlock('zhang-wei');
    await accounts.refresh();
    expect(await signIn('zhang-wei', PASSWORD)).toMatchObject({ name: 'zhang-wei' });
    await expect(signIn('li-ming', PASSWORD)).rejects.toMatchObject({ code: 'too-many-failures' });
  });

  describe('keep of every change what is to be recorded of it', () => {
    const changes = async () => (await accounts.content()).changes;
    const court = { unitId: 'city-court', roles: ['officer'], open: true };

    it('who, when, what and how it stood before, and no secret', async () => {
      await accounts.add(who('zhang-wei'));
      const administration = new AccountAdministration(dataDir, { user: 'root', name: 'wang-it' }, () => moment);
      await administration.grantRole('zhang-wei', 'auditor');
      await administration.setPassword('zhang-wei', 'another good password');
      const [opened, ...others] = await changes();
      expect(opened).toMatchObject({ account: 'zhang-wei', what: 'opened', before: null, unitId: 'city-court' });
      expect(others).toEqual([
        {
          id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
          at: '2026-03-02T01:00:00.000Z',
          by: { user: 'root', name: 'wang-it' },
          account: 'zhang-wei',
          before: court,
          what: 'role-granted',
          role: 'auditor',
        },
        expect.objectContaining({
          what: 'password-set',
          before: { ...court, roles: ['officer', 'auditor'] },
        }) as object,
      ]);
      expect(JSON.stringify(await changes())).not.toMatch(/张伟|scrypt|password"|good/);
    });

    it('nothing where nothing changed', async () => {
      await accounts.add(who('zhang-wei'));
      const administration = new AccountAdministration(dataDir, changer());
      const before = await accounts.content();
      await administration.grantRole('zhang-wei', 'officer');
      await administration.revokeRole('zhang-wei', 'auditor');
      await administration.move('zhang-wei', 'city-court');
      await administration.reopen('zhang-wei');
      await administration.close('zhang-wei');
      await administration.close('zhang-wei');
      expect((await changes()).map(({ what }) => what)).toEqual(['opened', 'closed']);
      expect(before.changes).toHaveLength(1);
    });

    it('until it is on record, what came meanwhile excepted', async () => {
      await accounts.add(who('zhang-wei'));
      const recorded = new Set((await changes()).map(({ id }) => id));
      await accounts.add(who('li-ming'));
      await accounts.settle(recorded);
      expect((await changes()).map(({ account }) => account)).toEqual(['li-ming']);
      expect(accounts.all()).toHaveLength(2);
    });
  });

  describe('at the first start', () => {
    it('are one, of the office, whose password is told once', async () => {
      const [office, ...others] = await ensureFirstAccount(dataDir, { unit: 'justice-bureau' });
      expect([office?.name, others]).toEqual(['office', []]);
      expect(await signIn('office', office?.password ?? '')).toMatchObject({
        unit: 'justice-bureau',
        roles: ['office'],
      });
      expect(await ensureFirstAccount(dataDir, { unit: 'justice-bureau' })).toEqual([]);
      expect(readFileSync(file(), 'utf8')).not.toContain(office?.password);
    });

    it('are those of the demonstration, when it was asked for', async () => {
      const demo = [who('office'), who('court')];
      const made = await ensureFirstAccount(dataDir, { unit: 'justice-bureau', demo });
      expect(made).toEqual([
        { name: 'office', password: PASSWORD },
        { name: 'court', password: PASSWORD },
      ]);
      expect(await signIn('court', PASSWORD)).toMatchObject({ name: 'court' });
    });
  });
});
