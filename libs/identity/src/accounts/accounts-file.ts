import { readFile } from 'node:fs/promises';
import { alone } from '../file-lock';
import { versionOf, writePrivately } from '../private-file';
import { type Account, faultOf } from './account';
import { type AccountChange, faultOfChange } from './account-change';

/** The file cannot be used; the message names it and what is wrong. It is never replaced silently. */
export class AccountsFileDamaged extends Error {
  override readonly name = 'AccountsFileDamaged';

  constructor(path: string, fault: string) {
    super(`账号文件有误，未作任何改动。The accounts file ${path} cannot be used and was left as it is: ${fault}.`);
  }
}

/** All accounts, and the changes to them that are not on record yet, in order. */
export type AccountsContent = Readonly<{ accounts: readonly Account[]; changes: readonly AccountChange[] }>;

/** The accounts on disk: one JSON file, mode 0600, changed by one writer at a time. */
export class AccountsFile {
  constructor(readonly path: string) {}

  /** What the file holds; nothing when it does not exist. Throws AccountsFileDamaged. */
  async read(): Promise<AccountsContent> {
    const text = await readFile(this.path, 'utf8').catch(absent);
    return text === undefined ? { accounts: [], changes: [] } : this.parse(text);
  }

  /** Changes with every replacement of the file; `undefined` when there is none. */
  version(): Promise<string | undefined> {
    return versionOf(this.path);
  }

  /** Reads, changes and writes, while no other process does; writes nothing where nothing is changed. */
  async change(decide: (content: AccountsContent) => AccountsContent | undefined): Promise<void> {
    await alone(this.path, async () => {
      const content = decide(await this.read());
      if (!content) return;
      const { accounts, changes } = content;
      const written = { version: 1, accounts, ...(changes.length > 0 ? { changes } : {}) };
      await writePrivately(this.path, `${JSON.stringify(written, undefined, 2)}\n`);
    });
  }

  private parse(text: string): AccountsContent {
    const { accounts, changes = [] } = this.json(text);
    const known = this.checked<Account>('accounts', accounts, faultOf);
    if (new Set(known.map(({ name }) => name)).size < known.length) {
      throw new AccountsFileDamaged(this.path, 'two accounts have the same name');
    }
    return { accounts: known, changes: this.checked<AccountChange>('changes', changes, faultOfChange) };
  }

  private checked<T>(name: string, list: unknown, faultIn: (item: unknown) => string | undefined): T[] {
    if (!Array.isArray(list)) throw new AccountsFileDamaged(this.path, `'${name}' is not a list`);
    list.forEach((item: unknown, at) => {
      const fault = faultIn(item);
      if (fault) throw new AccountsFileDamaged(this.path, `${name}[${at}] ${fault}`);
    });
    return list as T[];
  }

  private json(text: string): { accounts?: unknown; changes?: unknown } {
    try {
      return (JSON.parse(text) as { accounts?: unknown; changes?: unknown } | null) ?? {};
    } catch {
      throw new AccountsFileDamaged(this.path, 'it is not JSON');
    }
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
