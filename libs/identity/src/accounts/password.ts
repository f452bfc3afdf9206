import { randomBytes, randomInt, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Characters that a password needs at least, and may have at most. */
export const SHORTEST = 12;
export const LONGEST = 1024;

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const COST = { log2N: 15, r: 8, p: 1 };
const HASH = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22,86})\$([\w-]{43})$/;
/** Without what looks alike: no 0 O, 1 l I. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** `scrypt$log2N$r$p$salt$key`, base64url. Takes about a tenth of a second, off the event loop. */
export async function hashOf(password: string): Promise<string> {
  const salt = randomBytes(16);
  const { log2N, r, p } = COST;
  const key = await keyOf(password, salt, COST);
  return ['scrypt', log2N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether the password is the one of which this is the hash; false for what is no hash. */
export async function matches(password: string, hash: string): Promise<boolean> {
  const [, log2N, r, p, salt, key] = HASH.exec(hash) ?? [];
  if (salt === undefined || key === undefined) return false;

  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  return timingSafeEqual(await keyOf(password, Buffer.from(salt, 'base64url'), cost), Buffer.from(key, 'base64url'));
}

/** Whether the text is a hash that `matches` understands, and no weaker than we make them. */
export const isHash = (text: string): boolean => Number(HASH.exec(text)?.[1]) >= COST.log2N;

/** Twenty characters that can be read out over the telephone: 115 bits. */
export const randomPassword = (): string =>
  Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** Counted as a person counts. */
export const isLongEnough = (password: string): boolean =>
  [...password].length >= SHORTEST && password.length <= LONGEST;

const keyOf = (password: string, salt: Buffer, { log2N, r, p }: typeof COST): Promise<Buffer> =>
  derive(password.normalize('NFC'), salt, 32, { N: 2 ** log2N, r, p, maxmem: 256 * 2 ** log2N * r });
