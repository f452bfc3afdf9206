import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** About 50 ms and 16 MiB a check: dear to guess, cheap enough beside a cache of what was verified. */
const COST = { N: 16_384, r: 8, p: 1 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MOST_MEMORY = 256 * 1024 * 1024;
const WRITTEN = /^scrypt\$(?<N>\d+)\$(?<r>\d+)\$(?<p>\d+)\$(?<salt>[\w+/]+=*)\$(?<key>[\w+/]+=*)$/;

interface PasswordHash {
  readonly options: ScryptOptions;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** `scrypt$<N>$<r>$<p>$<salt base64>$<key base64>` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, KEY_BYTES, COST);
  return `scrypt$${COST.N}$${COST.r}$${COST.p}$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Takes as long for a wrong password as for the right one. */
export async function isPassword(password: string, hash: PasswordHash): Promise<boolean> {
  const key = await derive(password, hash.salt, hash.key.length, hash.options);
  return timingSafeEqual(key, hash.key);
}

/** Undefined when the text is not a hash of ours, or one that would take the machine's memory. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const parts = WRITTEN.exec(text)?.groups;
  if (!parts) return undefined;
  const options = { N: Number(parts['N']), r: Number(parts['r']), p: Number(parts['p']) };
  if (!isSound(options)) return undefined;
  const bytes = (name: string) => Buffer.from(parts[name] ?? '', 'base64');
  const hash = { options, salt: bytes('salt'), key: bytes('key') };
  return hash.salt.length >= 8 && hash.key.length >= 16 ? hash : undefined;
}

/** As scrypt wants them (RFC 7914: N is a power of two), and within the machine's means. */
function isSound({ N, r, p }: typeof COST): boolean {
  const whole = [N, r, p].every((value) => Number.isInteger(value) && value > 0);
  return whole && N > 1 && Number.isInteger(Math.log2(N)) && 128 * N * r <= MOST_MEMORY && p <= 16;
}

function derive(password: string, salt: Buffer, bytes: number, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, bytes, { ...options, maxmem: 2 * MOST_MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
