import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writePrivately } from '../private-file';
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
  async version(): Promise<string | undefined> {
    const found = await stat(this.path, { bigint: true }).catch(absent);
    return found && `${found.ino}-${found.size}-${found.mtimeNs}`;
  }

  /** Reads, changes and writes, while no other process does; writes nothing where nothing is changed. */
  async change(decide: (content: AccountsContent) => AccountsContent | undefined): Promise<void> {
    await this.alone(async () => {
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

  private async alone(work: () => Promise<void>): Promise<void> {
    const lock = `${this.path}.lock`;
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    await this.takeLock(lock);
    try {
      await work();
    } finally {
      await rm(lock, { force: true });
      held.delete(lock);
    }
  }

  /** A lock left behind by a process that is gone is taken over; one that is held is waited for, up to 5 s. */
  private async takeLock(lock: string): Promise<void> {
    const until = Date.now() + 5_000;
    while (!(await tryLock(lock))) {
      if (await isForsaken(lock)) await removeForsaken(lock);
      else if (Date.now() > until) throw new Error(`Another process is changing the accounts; it holds ${lock}.`);
      else await pause(20);
    }
    held.add(lock);
  }
}

/** The locks of this process: one with our pid that is not among them is of an earlier life (pid 1 of a container). */
const held = new Set<string>();

/** A lock appears whole, with its holder's pid in it, or not at all. */
async function tryLock(lock: string): Promise<boolean> {
  const beside = `${lock}.${randomUUID()}`;
  await writeFile(beside, String(process.pid), { flag: 'wx', mode: 0o600 });
  try {
    await link(beside, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

async function isForsaken(lock: string): Promise<boolean> {
  const holder = Number(await readFile(lock, 'utf8').catch(absent));
  if (!Number.isSafeInteger(holder) || holder <= 0) return false;
  if (holder === process.pid) return !held.has(lock);
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Of two that find the same forsaken lock, the slower must not remove the lock that the faster took meanwhile. */
async function removeForsaken(lock: string): Promise<void> {
  const aside = `${lock}.${randomUUID()}`;
  await rename(lock, aside).catch(absent);
  if (!(await isForsaken(aside))) await link(aside, lock).catch(absent);
  await rm(aside, { force: true });
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
