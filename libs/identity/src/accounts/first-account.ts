import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '../actor';
import { changer } from './account-change';
import { ACCOUNTS_FILE, AccountAdministration, type NewAccount } from './administer-accounts';
import { randomPassword } from './password';

export type FirstAccountOptions = Readonly<{
  /** The id of the unit that hosts the office. */
  unit: string;
  /** Default 「联席会议办公室」. */
  person?: string;
  /** Known accounts with known passwords besides, for a demonstration. Never where real matters are kept. */
  demo?: readonly DemoAccount[];
}>;

export type DemoAccount = Readonly<{
  name: string;
  person: string;
  unit: string;
  roles: readonly Role[];
  password: string;
}>;

/** To be shown to the one who starts the process, once; the passwords are kept nowhere. */
export type FirstAccounts = readonly Readonly<{ name: string; password: string }>[];

/** Whether the data directory has accounts already. */
export const hasAccounts = (dataDir: string): Promise<boolean> =>
  stat(join(dataDir, ACCOUNTS_FILE)).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return false;
    },
  );

/** Makes the account `office` with a random password when there is no accounts file; otherwise makes nothing. */
export async function ensureFirstAccount(dataDir: string, options: FirstAccountOptions): Promise<FirstAccounts> {
  if (await hasAccounts(dataDir)) return [];
  const { unit, person = '联席会议办公室', demo = [] } = options;
  const office: NewAccount = { name: 'office', person, unit, roles: ['office'], password: randomPassword() };

  const accounts = new AccountAdministration(dataDir, changer('first-start'));
  const made: { name: string; password: string }[] = [];
  for (const account of [...(demo.some(({ name }) => name === 'office') ? [] : [office]), ...demo]) {
    await accounts.open(account);
    made.push({ name: account.name, password: account.password });
  }
  return made;
}
