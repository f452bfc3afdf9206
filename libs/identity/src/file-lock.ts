import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Does the work while no other process, nor another part of this one, does work on the same file. A lock left behind
 * by a process that is gone is taken over; one that is held is waited for, up to 5 s. Of another machine or container
 * nobody can see here whether its process is gone: its lock is taken over when it is 30 s old.
 */
export async function alone<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const mine = await takeLock(lock);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
    held.delete(mine);
  }
}

/** Milliseconds; work under a lock takes some of them. */
const LONGEST_WORK = 30_000;

/** The locks of this process: one with our pid that is not among them is of an earlier life (pid 1 of a container). */
const held = new Set<string>();

async function takeLock(lock: string): Promise<string> {
  const until = Date.now() + 5_000;
  // Known as held before it appears: else another part of this process would take it for one of an earlier life.
  const mine = randomUUID();
  held.add(mine);
  try {
    while (!(await tryLock(lock, mine))) {
      if (await isForsaken(lock)) await removeForsaken(lock);
      else if (Date.now() > until) throw new Error(`Another process is changing the file; it holds ${lock}.`);
      else await pause(20);
    }
    return mine;
  } catch (error) {
    held.delete(mine);
    throw error;
  }
}

/** A lock appears whole, with its holder in it, or not at all. */
async function tryLock(lock: string, mine: string): Promise<boolean> {
  const beside = `${lock}.${mine}`;
  await writeFile(beside, `${process.pid} ${mine} ${hostname()}`, { mode: 0o600 });
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
  const [pid = '', id = '', host = hostname()] = ((await readFile(lock, 'utf8').catch(absent)) ?? '').split(' ');
  if (host !== hostname()) return isOld(lock);
  const holder = Number(pid);
  if (!Number.isSafeInteger(holder) || holder <= 0) return false;
  if (holder === process.pid) return !held.has(id);
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

async function isOld(lock: string): Promise<boolean> {
  const found = await stat(lock).catch(absent);
  return found !== undefined && Math.abs(Date.now() - found.mtimeMs) > LONGEST_WORK;
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
