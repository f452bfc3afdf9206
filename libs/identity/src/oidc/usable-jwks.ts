import type { JWK } from 'jose';

/** A set of keys without what must not verify a token. */
export type UsableKeys = Readonly<{
  keys: JWK[];
  refused: readonly Readonly<{ kid: string | undefined; why: string }>[];
}>;

/** Bits of an RSA modulus; below, it can be factored (NIST SP 800-131A). */
const RSA_BITS = 2048;
const CURVES = ['P-256', 'P-384', 'P-521', 'Ed25519'];
/** What a set may hold, so that it does not take the memory of this process. */
const MOST_KEYS = 100;

/** Keeps what can verify a signature safely; tells of each key that cannot. Throws where it is no set of keys. */
export function usableKeysOf(set: unknown): UsableKeys {
  const { keys } = (set ?? {}) as { keys?: unknown };
  if (!Array.isArray(keys) || keys.length > MOST_KEYS) throw new Error('This is no set of keys.');
  const judged = (keys as unknown[]).map((key) => ({ key: key as JWK, why: faultOf(key) }));
  return {
    keys: judged.filter(({ why }) => why === undefined).map(({ key }) => key),
    refused: judged.flatMap(({ key, why }) => (why === undefined ? [] : [{ kid: key?.kid, why }])),
  };
}

function faultOf(key: unknown): string | undefined {
  if (typeof key !== 'object' || key === null) return 'it is no key';
  const { use = 'sig', d, k } = key as JWK;
  if (d !== undefined || k !== undefined) return 'it is private or shared: whoever reads it can sign';
  return use === 'sig' ? weaknessOf(key) : 'it is not for signatures';
}

function weaknessOf({ kty, crv = '', n }: JWK): string | undefined {
  if (kty === 'RSA') return bitsOf(n) < RSA_BITS ? `it has ${bitsOf(n)} bits; ${RSA_BITS} are the least` : undefined;
  const isCurve = (kty === 'EC' || kty === 'OKP') && CURVES.includes(crv);
  return isCurve ? undefined : 'it is of a kind that we do not take';
}

/** Significant bits of a modulus: leading zeros do not make it stronger. */
function bitsOf(modulus: unknown): number {
  if (typeof modulus !== 'string') return 0;
  const hex = Buffer.from(modulus, 'base64url').toString('hex').replace(/^0+/, '');
  return hex === '' ? 0 : (hex.length - 1) * 4 + (32 - Math.clz32(parseInt(hex[0] ?? '0', 16)));
}
