import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

export const ALGORITHM = 'ES256';

/** The longest that an access token may be made to hold, in milliseconds: so long an old key is needed. */
export const LONGEST_TOKEN_LIFE = 60 * 60_000;

/** A key as it is kept: private JWK, and when it was made (RFC 3339, UTC; absent in files of the first version). */
export type KeptKey = JWK & { readonly kid: string; readonly madeAt?: string };

/** Good until the moment (milliseconds since 1970) at which no token of it can be left; the first one is good for ever. */
export type VerifyingKey = Readonly<{ key: CryptoKey; until: number }>;

/** The newest key signs; all of them verify, so that a key is replaced while its tokens still live. */
export type SigningKeys = Readonly<{
  kid: string;
  sign: CryptoKey;
  verify: ReadonlyMap<string, VerifyingKey>;
  /** The public halves, newest first, for whoever verifies our tokens. */
  published: readonly Readonly<{ until: number; jwk: JWK }>[];
}>;

/** A new key; its name is its own thumbprint (RFC 7638). */
export async function newKey(now: number): Promise<KeptKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { ...jwk, alg: ALGORITHM, use: 'sig', kid, madeAt: new Date(now).toISOString() };
}

/** A key is needed until the last token that it signed before its successor came has expired. */
export function untilOf(keys: readonly KeptKey[], at: number): number {
  const successor = keys[at - 1];
  if (!successor) return Infinity;
  const since = Date.parse(successor.madeAt ?? '');
  if (Number.isNaN(since)) throw new Error(`The key ${successor.kid} does not say when it was made.`);
  return since + LONGEST_TOKEN_LIFE + 60_000;
}

/** What is kept, ready for use. Throws when a key is none. */
export async function usableKeys(keys: readonly KeptKey[]): Promise<SigningKeys> {
  const [first] = keys;
  if (!first) throw new Error('There is no key.');

  const halves = keys.map(({ d: _, madeAt: __, ...jwk }, at) => ({ jwk, until: untilOf(keys, at) }));
  const verify = await Promise.all(
    halves.map(async ({ jwk, until }): Promise<[string, VerifyingKey]> => {
      if (!jwk.kid) throw new Error('A key has no kid.');
      return [jwk.kid, { key: await imported(jwk), until }];
    }),
  );
  return { kid: first.kid, sign: await imported(first), verify: new Map(verify), published: halves };
}

const imported = async (jwk: JWK): Promise<CryptoKey> => (await importJWK(jwk, ALGORITHM)) as CryptoKey;
