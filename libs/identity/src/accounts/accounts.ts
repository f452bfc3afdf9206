import { join } from 'node:path';
import { Problem } from '@fuyuan/platform';
import type { Account } from './account';
import { type AccountChanger, changer } from './account-change';
import { type AccountsContent, AccountsFile } from './accounts-file';
import { ACCOUNTS_FILE, AccountAdministration, type NewAccount, NOBODY } from './administer-accounts';
import { GuessLimit, type GuessLimits } from './guess-limit';
import { matches } from './password';
import { Turnstile } from './turnstile';

/** Milliseconds after which the file is looked at again while tokens are checked. */
const FRESH_FOR = 1_000;

/** The accounts of a data directory. What another process writes to the file is taken up by itself. */
export class Accounts {
  private readonly file: AccountsFile;
  private readonly turnstile = new Turnstile(2, 64);
  private readonly guesses: GuessLimit;
  private byName: ReadonlyMap<string, Account> = new Map();
  private version: string | undefined;
  private lookedAt = 0;

  private constructor(
    private readonly dataDir: string,
    private readonly now: () => number,
    limits?: GuessLimits,
  ) {
    this.file = new AccountsFile(join(dataDir, ACCOUNTS_FILE));
    this.guesses = new GuessLimit(now, limits);
  }

  /** Reads the file; none is no fault. Throws AccountsFileDamaged. */
  static async open(dataDir: string, now: () => number = Date.now, limits?: GuessLimits): Promise<Accounts> {
    const accounts = new Accounts(dataDir, now, limits);
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
    const { accounts } = await this.file.read();
    const before = this.byName;
    this.byName = new Map(accounts.map((account) => [account.name, account]));
    this.version = version;
    for (const { name, unlockedAt } of accounts) {
      if (unlockedAt !== before.get(name)?.unlockedAt) this.guesses.forget(name);
    }
  }

  /** What the file holds now, with the version that it has at the latest. Throws AccountsFileDamaged. */
  async content(): Promise<AccountsContent & Readonly<{ version: string | undefined }>> {
    const version = await this.file.version();
    return { version, ...(await this.file.read()) };
  }

  /** Changes with every replacement of the file; `undefined` when there is none. */
  fileVersion(): Promise<string | undefined> {
    return this.file.version();
  }

  /** These changes are on record: they need not wait in the file any more. Throws AccountsFileDamaged. */
  async settle(ids: ReadonlySet<string>): Promise<void> {
    await this.file.change(({ accounts, changes }) => {
      const left = changes.filter(({ id }) => !ids.has(id));
      return left.length < changes.length ? { accounts, changes: left } : undefined;
    });
  }

  /**
   * The account that name and password are of. Throws Problem: sign-in-failed, too-many-failures, sign-in-busy; and
   * AccountsFileDamaged.
   */
  async authenticate(name: string, password: string, address: string): Promise<Account> {
    const attempt = { name, address };
    const seconds = this.guesses.begin(attempt);
    if (seconds !== undefined) throw refusedFor(seconds);

    // Whoever is turned away costs neither a look at the disk nor a hash.
    const { account, same } = await this.looked(name, password).catch((error: unknown) => {
      this.guesses.takeBack(attempt);
      throw error;
    });
    if (!same || !account || account.disabled) throw new Problem('sign-in-failed');

    this.guesses.succeed(attempt);
    return account;
  }

  private async looked(name: string, password: string) {
    const looked = await this.turnstile.pass(() => this.compare(name, password));
    if (looked === undefined) throw new Problem('sign-in-busy', { headers: { 'retry-after': '2' } });
    return looked;
  }

  private async compare(name: string, password: string) {
    await this.refresh();
    const account = this.byName.get(name);
    return { account, same: await matches(password, account?.passwordHash ?? NOBODY) };
  }

  /** Adds an account. Throws AccountRefused when the name is taken or anything about it is not in order. */
  add(account: NewAccount): Promise<Account> {
    return this.administer((accounts) => accounts.open(account));
  }

  /** Gives an account a new password; every token issued before is refused from now on. */
  resetPassword(name: string, password: string): Promise<void> {
    return this.administer((accounts) => accounts.setPassword(name, password));
  }

  /** Shuts an account out, its tokens included, or lets it in again. */
  setDisabled(name: string, disabled: boolean): Promise<void> {
    return this.administer((accounts) => (disabled ? accounts.close(name) : accounts.reopen(name)));
  }

  /** Changes the accounts and takes up what changed. Errors: those of AccountAdministration. */
  async administer<T>(
    change: (accounts: AccountAdministration) => Promise<T>,
    by: AccountChanger = changer(),
  ): Promise<T> {
    const outcome = await change(new AccountAdministration(this.dataDir, by, this.now));
    await this.refresh();
    return outcome;
  }
}

const refusedFor = (seconds: number): Problem =>
  new Problem('too-many-failures', { values: { seconds }, headers: { 'retry-after': String(seconds) } });
