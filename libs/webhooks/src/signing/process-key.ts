import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KeySafe } from './key-safe';

/** In the data directory; whoever keeps it elsewhere says WEBHOOK_KEY. */
export const KEY_FILE = 'webhook-key';

const KEY_BYTES = 32;

export type ProcessKey = Readonly<{
  dataDir: string;
  /** Base64 of 32 bytes each, the one under which is sealed first. The processes of one read side have the same. */
  keys?: readonly string[] | undefined;
}>;

/**
 * The keys under which secrets are kept: those that are told, or one in a file that only this account of the machine may
 * read, made at the first start. Errors: of the file; Error where a key is none.
 */
export async function openKeySafe({ dataDir, keys }: ProcessKey): Promise<KeySafe> {
  const told = keys ?? [await keyIn(dataDir)];
  return new KeySafe(told.map((key) => Buffer.from(key, 'base64')));
}

/** Whether a text is a key as `WEBHOOK_KEY` takes it. */
export const isProcessKey = (text: string): boolean =>
  /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').length === KEY_BYTES;

async function keyIn(dataDir: string): Promise<string> {
  const path = join(dataDir, KEY_FILE);
  const there = await textOf(path);
  if (there !== undefined) return there;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomUUID()}.tmp`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  // Of two processes that begin at once, one puts its key there, and both take that one.
  await link(beside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(beside);
  return (await textOf(path)) ?? '';
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    const text = (await readFile(path, 'utf8')).trim();
    if (!isProcessKey(text)) throw new Error(`${path} is not a key of 32 bytes in base64; put back the one it was.`);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
