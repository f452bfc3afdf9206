import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A secret was sealed under a key that this process does not have, or the row was tampered with. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps secrets so that whoever has the database alone cannot read them: AES-256-GCM under the first key; those after
 * it only open what was sealed before they were replaced. What is sealed for one webhook does not open as another's.
 */
export class KeySafe {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  /** Each of 32 bytes. */
  constructor(keys: readonly Buffer[]) {
    if (keys.length === 0 || keys.some(({ length }) => length !== KEY_BYTES)) {
      throw new Error(`A key of webhooks has ${KEY_BYTES} bytes.`);
    }
    this.keys = new Map(keys.map((key) => [nameOf(key), key]));
    [this.current = ''] = this.keys.keys();
  }

  seal(secret: Buffer, owner: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.keyOf(this.current), iv).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
    return [this.current, Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')].join('.');
  }

  /** Errors: SecretUnreadable. */
  open(sealed: string, owner: string): Buffer {
    const [name = '', body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    const key = this.keyOf(name);
    try {
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new SecretUnreadable('A secret is not what was sealed: its row was changed.', { cause });
    }
  }

  private keyOf(name: string): Buffer {
    const key = this.keys.get(name);
    if (!key)
      throw new SecretUnreadable(`A secret was sealed under key ${name}, which WEBHOOK_KEY does not have here.`);
    return key;
  }
}

/** Says which key it is, and nothing of it. */
const nameOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);
