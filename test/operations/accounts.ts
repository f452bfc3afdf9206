import { Accounts, randomPassword } from '@fuyuan/identity';
import { accounts } from './town';

/** Gives everyone in the town an account in a data directory, before anything runs on it. Returns their password. */
export async function registerAccounts(data: string): Promise<string> {
  const password = randomPassword();
  const register = await Accounts.open(data);
  for (const account of accounts) await register.add({ ...account, password });
  return password;
}
