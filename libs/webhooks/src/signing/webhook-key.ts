import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

/** How what is sent is signed: with a secret that both sides have, or with a key of which the receiver has the public half. */
export const SIGNINGS = ['hmac', 'ed25519'] as const;
export type Signing = (typeof SIGNINGS)[number];

/** `secret`: 32 bytes, for Ed25519 the seed of the private key. */
export type WebhookKey = Readonly<{ signing: Signing; secret: Buffer }>;

const SECRET_BYTES = 32;
/** What stands before the seed of an Ed25519 key in PKCS #8 (RFC 8410, 7). */
const PKCS8_OF_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key that nobody can guess. */
export function newWebhookKey(signing: Signing): WebhookKey {
  if (signing === 'hmac') return { signing, secret: randomBytes(SECRET_BYTES) };
  const der = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
  return { signing, secret: der.subarray(PKCS8_OF_ED25519.length) };
}

/** As the specification writes a shared secret down. Whoever has it can sign. */
export const sharedSecretOf = ({ secret }: WebhookKey): string => `whsec_${secret.toString('base64')}`;

/** As the specification writes a public key down; null for a shared secret, which has none. */
export function publicKeyOf(key: WebhookKey): string | null {
  if (key.signing === 'hmac') return null;
  const { x = '' } = createPublicKey(privateKeyOf(key)).export({ format: 'jwk' });
  return `whpk_${Buffer.from(x, 'base64url').toString('base64')}`;
}

/** Of an Ed25519 key. */
export const privateKeyOf = ({ secret }: WebhookKey): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_OF_ED25519, secret]), format: 'der', type: 'pkcs8' });
