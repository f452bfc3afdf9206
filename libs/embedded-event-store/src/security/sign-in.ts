import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { StoreUser } from '../options';
import { isPassword, parsePasswordHash } from './password';

const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 1000;
const MOST_WAITING = 32;

/** More passwords wait to be checked than is sound: a flood of guesses, which must not become a flood of work. */
export class TooManySignIns extends Error {
  override readonly name = 'TooManySignIns';
}

/**
 * Checks credentials of HTTP basic authentication. Checking is slow on purpose, so what was right is remembered for a
 * minute, as a keyed digest; what was wrong is checked anew each time. An unknown name takes as long as a known one.
 */
export class SignIn {
  private readonly hashes: ReadonlyMap<string, string>;
  private readonly right = new LRUCache<string, string>({ max: MOST_REMEMBERED, ttl: REMEMBERED_MS });
  private readonly checking = new Map<string, Promise<string | undefined>>();
  private readonly secret = randomBytes(32);
  private readonly nobody: string;

  constructor(users: readonly StoreUser[]) {
    this.hashes = new Map(users.map(({ name, passwordHash }) => [name, passwordHash]));
    const [first] = users;
    this.nobody = first?.passwordHash ?? '';
  }

  /** The name of the user whose credentials `header` (`Basic …`) holds. @throws TooManySignIns */
  async user(header: string): Promise<string | undefined> {
    const digest = createHmac('sha256', this.secret).update(header).digest('base64');
    const known = this.right.get(digest) ?? this.checking.get(digest);
    if (known !== undefined) return known;
    if (this.checking.size >= MOST_WAITING) throw new TooManySignIns('Too many sign-ins are being checked.');

    const checked = this.check(header).finally(() => this.checking.delete(digest));
    this.checking.set(digest, checked);
    const user = await checked;
    if (user !== undefined) this.right.set(digest, user);
    return user;
  }

  private async check(header: string): Promise<string | undefined> {
    const credentials = credentialsOf(header);
    if (!credentials) return undefined;
    const { name, password } = credentials;
    const kept = this.hashes.get(name);
    const hash = parsePasswordHash(kept ?? this.nobody);
    if (!hash) return undefined;
    const right = await isPassword(password, hash);
    return right && kept !== undefined ? name : undefined;
  }
}

/** RFC 7617: base64 of `name:password`; the name has no colon. */
function credentialsOf(header: string): { name: string; password: string } | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/=]+)$/i.exec(header.trim()) ?? [];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 1 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
