import { LRUCache } from 'lru-cache';
import type { Actor } from '../actor';
import { tokenRefused } from './token-refused';

/** A token whose signature and claims are in order. Moments in seconds since 1970, as in the token. */
export type Verified = Readonly<{
  actor: Actor;
  issuedAt: number;
  expiresAt: number;
  /** The session of which a token of our own is, and when it began (milliseconds); another issuer's tells none. */
  session?: Readonly<{ id: string; startedAt: number }>;
  /** Milliseconds since 1970 at which it was verified, where its key may be withdrawn without our being told. */
  checkedAt?: number;
}>;

const REMEMBERED = 5_000;
/** Milliseconds for which such a token is taken without a look at its key, whichever way the clock was set. */
const TRUSTED_FOR = 60_000;

/** Tokens verified before: the same one costs a look-up, until it expires. */
export class VerifiedTokens {
  private readonly known = new LRUCache<string, Verified>({ max: REMEMBERED });

  /** `toleranceMs`: by how much clocks may differ. */
  constructor(
    private readonly now: () => number,
    private readonly toleranceMs: number,
  ) {}

  /** Nothing for one that is not known, or is to be verified anew. Throws Problem token-expired. */
  get(token: string): Verified | undefined {
    const known = this.known.get(token);
    if (!known) return undefined;

    const now = this.now();
    if (now < known.expiresAt * 1000 + this.toleranceMs) {
      const { checkedAt = now } = known;
      return Math.abs(now - checkedAt) < TRUSTED_FOR ? known : undefined;
    }
    this.known.delete(token);
    throw tokenRefused('token-expired');
  }

  add(token: string, verified: Verified): void {
    this.known.set(token, verified);
  }

  clear(): void {
    this.known.clear();
  }
}
