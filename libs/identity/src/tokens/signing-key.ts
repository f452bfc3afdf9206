import { link, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { writePrivately } from '../private-file';

export const KEYS_FILE = 'signing-keys.json';
export const ALGORITHM = 'ES256';

/** The first key signs; all of them verify, so that a key can be replaced while its tokens still live. */
export type SigningKeys = Readonly<{ kid: string; sign: CryptoKey; verify: ReadonlyMap<string, CryptoKey> }>;

/** Reads the keys of a data directory, or makes them at the first start. Throws, naming the file, when it is damaged. */
export async function openSigningKeys(dataDir: string): Promise<SigningKeys> {
  const path = join(dataDir, KEYS_FILE);
  const text = (await read(path)) ?? (await firstKeys(path));
  try {
    return await keysOf(text);
  } catch (cause) {
    throw new Error(`签名密钥文件有误。The file of signing keys ${path} cannot be used and was left as it is.`, {
      cause,
    });
  }
}

async function keysOf(text: string): Promise<SigningKeys> {
  const { keys } = JSON.parse(text) as { keys: JWK[] };
  const [first] = keys;
  if (!first) throw new Error('There is no key.');

  const verify = await Promise.all(
    keys.map(async ({ d: _, ...half }): Promise<[string, CryptoKey]> => [kidOf(half), await imported(half)]),
  );
  return { kid: kidOf(first), sign: await imported(first), verify: new Map(verify) };
}

/** Two processes that start at once agree on one key: whoever comes second takes the first one's. */
async function firstKeys(path: string): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = { ...jwk, alg: ALGORITHM, use: 'sig', kid: await calculateJwkThumbprint(jwk) };

  const beside = `${path}.${randomUUID()}.new`;
  await writePrivately(beside, `${JSON.stringify({ keys: [key] }, undefined, 2)}\n`);
  await link(beside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(beside);
  return readFile(path, 'utf8');
}

const imported = async (jwk: JWK): Promise<CryptoKey> => (await importJWK(jwk, ALGORITHM)) as CryptoKey;

const kidOf = ({ kid }: JWK): string => {
  if (!kid) throw new Error('A key has no kid.');
  return kid;
};

const read = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
