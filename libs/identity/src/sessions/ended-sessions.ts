import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { flushFolder } from '../private-file';

/** A mark is `<seconds until which it is needed>.<session>`. */
const MARK = /^(\d{1,12})\.(\d{13}-[\w-]{22})$/;

/**
 * Sessions that were ended while access tokens of theirs still hold: an empty file for each, so that every process
 * on this data directory knows, and still knows after a restart. A mark leaves when no such token can be left.
 */
export class EndedSessions {
  /** As last read from the disk. */
  private marked: ReadonlySet<string> = new Set();
  /** Those of this process, with the moment until which they are needed: they count before they are on the disk. */
  private readonly own = new Map<string, number>();
  private version: string | undefined;

  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {}

  /** Whether it was ended, as last looked. Costs a look-up. */
  has(id: string): boolean {
    return this.marked.has(id) || this.own.has(id);
  }

  /** Marks a session as ended; `forMs` is the longest that a token of it may still hold. */
  async add(id: string, forMs: number): Promise<void> {
    const until = Math.ceil((this.now() + forMs) / 1000);
    this.own.set(id, until * 1000);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await (await open(join(this.folder, `${until}.${id}`), 'w', 0o600)).close();
    await flushFolder(this.folder);
  }

  /** Takes up what other processes marked; what is over is cleared away. */
  async refresh(): Promise<void> {
    for (const [id, until] of this.own) if (until < this.now()) this.own.delete(id);
    const found = await stat(this.folder, { bigint: true }).catch(absent);
    const version = found && `${found.ino}-${found.mtimeNs}`;
    if (version !== undefined && version === this.version) return;

    const names = found ? await readdir(this.folder) : [];
    const marks = names.flatMap((name) => {
      const [, until, id] = MARK.exec(name) ?? [];
      return id === undefined ? [] : [{ name, id, over: Number(until) * 1000 < this.now() }];
    });
    this.marked = new Set(marks.map(({ id }) => id));
    this.version = found && isSettled(found.mtimeMs) ? version : undefined;
    for (const { name } of marks.filter(({ over }) => over)) await rm(join(this.folder, name), { force: true });
  }
}

/** The disk tells time in ticks of some milliseconds: a second change within one tick would not be seen. */
const isSettled = (changedAt: bigint): boolean => Math.abs(Date.now() - Number(changedAt)) > 1_000;

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
