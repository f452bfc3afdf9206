import { join } from 'node:path';
import { Problem } from '@fuyuan/platform';
import type { Role } from '../actor';
import { type Account, faultOf } from './account';
import { AccountsFile } from './accounts-file';
import { GuessLimit } from './guess-limit';
import { hashOf, isLongEnough, matches, SHORTEST } from './password';
import { Turnstile } from './turnstile';

export const ACCOUNTS_FILE = 'accounts.json';

/** What is needed for a new account; its password is hashed at once and kept nowhere else. */
export type NewAccount = Readonly<{
  name: string;
  person: string;
  unit: string;
  roles: readonly Role[];
  password: string;
}>;

/** An account cannot be made or changed as asked; the message says why, for the one who administers. */
export class AccountRefused extends Error {
  override readonly name = 'AccountRefused';
}

/** Milliseconds after which the file is looked at again while tokens are checked. */
const FRESH_FOR = 1_000;
/** A hash of nothing anybody knows: an unknown name takes as long as a known one. */
const NOBODY = 'scrypt$15$8$1$bm9ib2R5LWtub3dzLXRoaQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** The accounts of a data directory. What another process writes to the file is taken up by itself. */
export class Accounts {
  private readonly file: AccountsFile;
  private readonly turnstile = new Turnstile(2, 64);
  private readonly guesses: GuessLimit;
  private byName: ReadonlyMap<string, Account> = new Map();
  private version: string | undefined;
  private lookedAt = 0;

  private constructor(
    dataDir: string,
    private readonly now: () => number,
  ) {
    this.file = new AccountsFile(join(dataDir, ACCOUNTS_FILE));
    this.guesses = new GuessLimit(now);
  }

  /** Reads the file; none is no fault. Throws AccountsFileDamaged. */
  static async open(dataDir: string, now: () => number = Date.now): Promise<Accounts> {
    const accounts = new Accounts(dataDir, now);
    await accounts.refresh();
    return accounts;
  }

  /** All accounts, by name. */
  all(): readonly Account[] {
    return [...this.byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** The account of that name as last read; looks at the file again, in the background, at most once a second. */
  current(name: string): Account | undefined {
    if (this.now() - this.lookedAt > FRESH_FOR) {
      this.lookedAt = this.now();
      // A damaged file leaves what was known in force; signing in reports it.
      this.refresh().catch(() => undefined);
    }
    return this.byName.get(name);
  }

  /** Takes up what changed in the file. Throws AccountsFileDamaged. */
  async refresh(): Promise<void> {
    this.lookedAt = this.now();
    const version = await this.file.version();
    if (version === this.version) return;
    this.byName = new Map((await this.file.read()).map((account) => [account.name, account]));
    this.version = version;
  }

  /** The account that name and password are of. Throws Problem: sign-in-failed, too-many-failures, sign-in-busy. */
  async authenticate(name: string, password: string, address: string): Promise<Account> {
    const attempt = { name, address };
    const seconds = this.guesses.begin(attempt);
    if (seconds !== undefined) throw refusedFor(seconds);
    await this.refresh();

    const account = this.byName.get(name);
    const same = await this.turnstile.pass(() => matches(password, account?.passwordHash ?? NOBODY));
    if (same === undefined) throw new Problem('sign-in-busy', { headers: { 'retry-after': '2' } });
    if (!same || !account || account.disabled) throw new Problem('sign-in-failed');

    this.guesses.succeed(attempt);
    return account;
  }

  /** Adds an account. Throws AccountRefused when the name is taken or anything about it is not in order. */
  async add({ password, ...who }: NewAccount): Promise<Account> {
    refuseShort(password);
    const at = this.moment();
    const unhashed = { ...who, passwordHash: NOBODY, createdAt: at, passwordChangedAt: at };
    const fault = faultOf(unhashed);
    if (fault) throw new AccountRefused(fault);

    const account = { ...unhashed, passwordHash: await hashOf(password) };
    await this.file.change((accounts) => {
      if (accounts.some(({ name }) => name === who.name)) throw new AccountRefused(`name: '${who.name}' is taken`);
      return [...accounts, account];
    });
    await this.refresh();
    return account;
  }

  /** Gives an account a new password; every token issued before is refused from now on. */
  async resetPassword(name: string, password: string): Promise<void> {
    refuseShort(password);
    const passwordHash = await hashOf(password);
    await this.replace(name, (account) => ({ ...account, passwordHash, passwordChangedAt: this.moment() }));
  }

  /** Shuts an account out, its tokens included, or lets it in again. */
  async setDisabled(name: string, disabled: boolean): Promise<void> {
    await this.replace(name, ({ disabled: _, ...account }) => (disabled ? { ...account, disabled } : account));
  }

  private async replace(name: string, change: (account: Account) => Account): Promise<void> {
    await this.file.change((accounts) => {
      if (!accounts.some((account) => account.name === name)) throw new AccountRefused(`name: '${name}' is unknown`);
      return accounts.map((account) => (account.name === name ? change(account) : account));
    });
    await this.refresh();
  }

  private moment(): string {
    return new Date(this.now()).toISOString();
  }
}

function refuseShort(password: string): void {
  if (!isLongEnough(password))
    throw new AccountRefused(`密码至少 ${SHORTEST} 个字符。password: at least ${SHORTEST} characters`);
}

const refusedFor = (seconds: number): Problem =>
  new Problem('too-many-failures', { values: { seconds }, headers: { 'retry-after': String(seconds) } });
