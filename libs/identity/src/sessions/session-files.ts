import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { flushFolder } from '../private-file';
import type { Session } from './refresh-token';

/** How many sessions an account may have, and when the oldest may have begun (milliseconds since 1970). */
export type Room = Readonly<{ most: number; notBefore: number }>;

/**
 * The sessions that can be refreshed, on disk: `<account>/<session>.<digest>`, empty files. The digest is that of the
 * one secret that is good now. Renaming is what makes a rotation single: of two that hold the same secret, in one
 * process or in two, one finds the file.
 */
export class SessionFiles {
  constructor(private readonly folder: string) {}

  /** Keeps a new session; what is over, and of more than `most` the oldest, can be refreshed no more. */
  async add({ account, id }: Session, digest: string, { most, notBefore }: Room): Promise<void> {
    const folder = this.of(account);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await (await open(join(folder, `${id}.${digest}`), 'wx', 0o600)).close();
    await flushFolder(folder);

    const newestFirst = (await namesIn(folder)).sort().reverse();
    await remove(
      folder,
      newestFirst.filter((name, at) => at >= most || Number(name.slice(0, 13)) < notBefore),
    );
  }

  /** Whether the secret was the good one; from now on the next is. */
  async rotate({ account, id }: Session, digest: string, next: string): Promise<boolean> {
    const folder = this.of(account);
    try {
      await rename(join(folder, `${id}.${digest}`), join(folder, `${id}.${next}`));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return false;
    }
    await flushFolder(folder);
    return true;
  }

  /** Ends it for good. @returns whether it was there. */
  async end({ account, id }: Session): Promise<boolean> {
    const folder = this.of(account);
    let found = false;
    // A rotation that comes between the look and the removal gives the file another name: look again.
    for (;;) {
      const names = (await namesIn(folder)).filter((name) => name.startsWith(`${id}.`));
      if (names.length === 0) break;
      found = true;
      await remove(folder, names);
    }
    if (found) await flushFolder(folder);
    return found;
  }

  private of(account: string): string {
    return join(this.folder, account);
  }
}

const remove = async (folder: string, names: readonly string[]): Promise<void> => {
  for (const name of names) await rm(join(folder, name), { force: true });
};

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return [];
  });
