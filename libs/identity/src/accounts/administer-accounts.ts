import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Role } from '../actor';
import { type Account, faultOf } from './account';
import { type AccountChanger, type AccountDeed, standingOf } from './account-change';
import { AccountRefused } from './account-refused';
import { AccountsFile } from './accounts-file';
import { hashOf, isLongEnough, SHORTEST } from './password';

export const ACCOUNTS_FILE = 'accounts.json';

/** What is needed for a new account; its password is hashed at once and kept nowhere else. */
export type NewAccount = Readonly<{
  name: string;
  person: string;
  unit: string;
  roles: readonly Role[];
  password: string;
}>;

/** Nothing, when the account is so already. */
type Changed = Readonly<{ account: Account; deed: AccountDeed }> | undefined;

/** A hash of nothing anybody knows: an unknown name takes as long as a known one. */
export const NOBODY = 'scrypt$15$8$1$bm9ib2R5LWtub3dzLXRoaQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/**
 * Changes the accounts of a data directory, whether or not the process that uses them runs. Every change is written
 * together with what is to be recorded of it, so that none is without the other. What is so already is no change.
 * Errors of every method: AccountRefused, AccountsFileDamaged.
 */
export class AccountAdministration {
  private readonly file: AccountsFile;

  constructor(
    dataDir: string,
    private readonly by: AccountChanger,
    private readonly now: () => number = Date.now,
  ) {
    this.file = new AccountsFile(join(dataDir, ACCOUNTS_FILE));
  }

  async open({ password, ...who }: NewAccount): Promise<Account> {
    refuseShort(password);
    const at = this.moment();
    const unhashed = { ...who, passwordHash: NOBODY, createdAt: at, passwordChangedAt: at };
    refuseFaulty(unhashed);

    const account = { ...unhashed, passwordHash: await hashOf(password) };
    await this.file.change(({ accounts, changes }) => {
      if (accounts.some(({ name }) => name === who.name))
        throw new AccountRefused(`账号名已被使用。name: '${who.name}' is taken`);
      const deed = { what: 'opened', unitId: who.unit, roles: who.roles } as const;
      return { accounts: [...accounts, account], changes: [...changes, this.changeOf(who.name, null, deed)] };
    });
    return account;
  }

  /** Every token issued before is refused from now on. */
  async setPassword(name: string, password: string): Promise<void> {
    refuseShort(password);
    const passwordHash = await hashOf(password);
    const passwordChangedAt = this.moment();
    await this.replace(name, (account) => ({
      account: { ...account, passwordHash, passwordChangedAt },
      deed: { what: 'password-set' },
    }));
  }

  /** Shuts an account out, its tokens included. It is never removed: its name stays with what it did. */
  async close(name: string): Promise<void> {
    await this.replace(name, (account) =>
      account.disabled ? undefined : { account: { ...account, disabled: true }, deed: { what: 'closed' } },
    );
  }

  async reopen(name: string): Promise<void> {
    await this.replace(name, ({ disabled, ...account }) =>
      disabled ? { account, deed: { what: 'reopened' } } : undefined,
    );
  }

  async grantRole(name: string, role: Role): Promise<void> {
    await this.replace(name, (account) => {
      if (account.roles.includes(role)) return undefined;
      return { account: { ...account, roles: [...account.roles, role] }, deed: { what: 'role-granted', role } };
    });
  }

  async revokeRole(name: string, role: Role): Promise<void> {
    await this.replace(name, (account) => {
      if (!account.roles.includes(role)) return undefined;
      if (account.roles.length === 1) throw new AccountRefused(LAST_ROLE);
      const roles = account.roles.filter((held) => held !== role);
      return { account: { ...account, roles }, deed: { what: 'role-revoked', role } };
    });
  }

  /** From now on it acts for another unit. */
  async move(name: string, unit: string): Promise<void> {
    await this.replace(name, (account) =>
      account.unit === unit ? undefined : { account: { ...account, unit }, deed: { what: 'moved', unitId: unit } },
    );
  }

  /** Its failed sign-ins are forgotten. */
  async unlock(name: string): Promise<void> {
    const unlockedAt = this.moment();
    await this.replace(name, (account) => ({ account: { ...account, unlockedAt }, deed: { what: 'unlocked' } }));
  }

  private async replace(name: string, decide: (account: Account) => Changed): Promise<void> {
    await this.file.change(({ accounts, changes }) => {
      const before = accounts.find((account) => account.name === name);
      if (!before) throw new AccountRefused(`没有此账号。name: '${name}' is unknown`);
      const changed = decide(before);
      if (!changed) return undefined;

      refuseFaulty(changed.account);
      return {
        accounts: accounts.map((account) => (account === before ? changed.account : account)),
        changes: [...changes, this.changeOf(name, before, changed.deed)],
      };
    });
  }

  private changeOf(account: string, before: Account | null, deed: AccountDeed) {
    const { by } = this;
    return { id: randomUUID(), at: this.moment(), by, account, before: before && standingOf(before), ...deed };
  }

  private moment(): string {
    return new Date(this.now()).toISOString();
  }
}

const LAST_ROLE =
  '这是该账号唯一的角色；请先授予另一角色，或停用账号。It is the only role of the account: grant another first, or close the account.';

function refuseFaulty(account: Account): void {
  const fault = faultOf(account);
  if (fault) throw new AccountRefused(fault);
}

function refuseShort(password: string): void {
  if (!isLongEnough(password))
    throw new AccountRefused(`密码至少 ${SHORTEST} 个字符。password: at least ${SHORTEST} characters`);
}
