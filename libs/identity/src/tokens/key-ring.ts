import { randomUUID } from 'node:crypto';
import { link, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { alone } from '../file-lock';
import { versionOf, writePrivately } from '../private-file';
import { type KeptKey, newKey, type SigningKeys, untilOf, usableKeys } from './signing-keys';

export const KEYS_FILE = 'signing-keys.json';

/** The file of keys cannot be used; the message names it. It is never replaced silently. */
export class KeysFileDamaged extends Error {
  override readonly name = 'KeysFileDamaged';

  constructor(path: string, cause: unknown) {
    super(`签名密钥文件有误。The file of signing keys ${path} cannot be used and was left as it is.`, { cause });
  }
}

/** The signing keys of a data directory, made at the first start. A rotation by another process is taken up by itself. */
export class KeyRing {
  private version: string | undefined;

  private constructor(
    private readonly path: string,
    private keys: SigningKeys,
  ) {}

  /** Throws KeysFileDamaged. */
  static async open(dataDir: string, now: () => number = Date.now): Promise<KeyRing> {
    const path = join(dataDir, KEYS_FILE);
    await makeFirst(path, now());
    const version = await versionOf(path);
    const ring = new KeyRing(path, await readUsable(path));
    ring.version = version;
    return ring;
  }

  /** As last read; see `refresh`. */
  current(): SigningKeys {
    return this.keys;
  }

  /** Takes up what changed in the file; keys once read stay in force while it is damaged. Throws KeysFileDamaged. */
  async refresh(): Promise<boolean> {
    const version = await versionOf(this.path);
    if (version === this.version) return false;
    this.keys = await readUsable(this.path);
    this.version = version;
    return true;
  }
}

export type Rotation = Readonly<{
  now: number;
  /** Refuse whatever the old keys signed at once, since one of them has been stolen. */
  revokeOld?: boolean | undefined;
}>;

/**
 * Puts a new key first: processes that run take it up within a second. Old keys verify until their tokens have
 * expired, and leave at the next rotation after that. @returns the kids in the file. Throws KeysFileDamaged.
 */
export async function rotateKey(dataDir: string, { now, revokeOld = false }: Rotation): Promise<readonly string[]> {
  const path = join(dataDir, KEYS_FILE);
  await makeFirst(path, now);
  const key = await newKey(now);
  return alone(path, async () => {
    const all = [key, ...(await readKept(path))];
    const kept = all.filter((_, at) => at === 0 || (!revokeOld && untilOf(all, at) > now));
    await usableKeys(kept);
    await writePrivately(path, textOf(kept));
    return kept.map(({ kid }) => kid);
  });
}

/** Two processes that start at once agree on one key: whoever comes second takes the first one's. */
async function makeFirst(path: string, now: number): Promise<void> {
  if ((await versionOf(path)) !== undefined) return;
  const beside = `${path}.${randomUUID()}.new`;
  await writePrivately(beside, textOf([await newKey(now)]));
  await link(beside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(beside);
}

const textOf = (keys: readonly KeptKey[]): string => `${JSON.stringify({ keys }, undefined, 2)}\n`;

async function readKept(path: string): Promise<KeptKey[]> {
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as { keys: KeptKey[] }).keys.slice();
  } catch (cause) {
    throw new KeysFileDamaged(path, cause);
  }
}

async function readUsable(path: string): Promise<SigningKeys> {
  const kept = await readKept(path);
  return usableKeys(kept).catch((cause: unknown) => {
    throw new KeysFileDamaged(path, cause);
  });
}
