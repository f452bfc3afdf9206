import { Problem } from '@fuyuan/platform';
import type { Account } from './accounts/account';
import { Accounts } from './accounts/accounts';
import type { GuessLimits } from './accounts/guess-limit';
import type { Actor } from './actor';
import { Freshness } from './freshness';
import { type Issuer, openIssuer } from './oidc/issuer';
import type { OidcOptions } from './oidc/oidc-options';
import { Sessions } from './sessions/sessions';
import { KeyRing } from './tokens/key-ring';
import { tokenRefused } from './tokens/token-refused';
import { TOLERANCE, type TokenOptions, Tokens } from './tokens/tokens';
import type { Verified } from './tokens/verified-tokens';

export type IdentityOptions = TokenOptions &
  Readonly<{
    dataDir: string;
    /** Milliseconds from a sign-in to the end of what is refreshed from it; twelve hours unless told. */
    sessionMs?: number;
    guessLimits?: GuessLimits;
    /** Another issuer's tokens are taken, and nobody signs in here. */
    oidc?: OidcOptions | undefined;
  }>;

type Parts = Readonly<{ accounts: Accounts; tokens: Tokens; sessions: Sessions; issuer?: Issuer; now: () => number }>;

/** Who asks, and by what they are known: accounts in a file and tokens of our own, or another issuer's tokens. */
export class Identity {
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  readonly issuer: Issuer | undefined;
  readonly now: () => number;
  private readonly fresh: Freshness;
  /** Made once for each account as it stands; a changed account is another object. */
  private readonly standings = new WeakMap<Account, Standing>();

  constructor({ accounts, tokens, sessions, issuer, now }: Parts) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.sessions = sessions;
    this.issuer = issuer;
    this.now = now;
    this.fresh = new Freshness(() => this.refresh(), now);
  }

  /** The actor of an Authorization header. Throws, or rejects with, Problem: unauthenticated, token-…, issuer-away. */
  actorOf(authorization: string | undefined): Actor | Promise<Actor> {
    const token = tokenIn(authorization);
    if (this.issuer) {
      const verified = this.issuer.verify(token);
      return verified instanceof Promise ? verified.then(({ actor }) => actor) : verified.actor;
    }
    const looking = this.fresh.due();
    return looking ? looking.then(() => this.ownActor(token)) : this.ownActor(token);
  }

  /** The id of the session of an Authorization header that `actorOf` let in. */
  async sessionIdOf(authorization: string | undefined): Promise<string> {
    const { session } = await this.tokens.verify(tokenIn(authorization));
    if (session === undefined) throw tokenRefused('token-claims');
    return session.id;
  }

  /**
   * What an account may be now, whatever was true when its session began (milliseconds since 1970): a role that was
   * taken away is gone at once. Nothing when the account is closed, or its password changed since.
   */
  inStanding(name: string, startedAt: number): Actor | undefined {
    const account = this.accounts.current(name);
    if (!account || account.disabled) return undefined;
    const { actor, goodFrom } = this.standingOf(account);
    return startedAt >= goodFrom ? actor : undefined;
  }

  /** Takes up what other processes changed on the disk. Throws where a file is damaged. */
  async refresh(): Promise<void> {
    await Promise.all([this.accounts.refresh(), this.sessions.refresh(), this.tokens.refreshKeys()]);
  }

  private ownActor(token: string): Actor | Promise<Actor> {
    const verified = this.tokens.verify(token);
    return verified instanceof Promise ? verified.then((known) => this.admitted(known)) : this.admitted(verified);
  }

  /** A token is no better than its session and its account are now. */
  private admitted({ actor: { account }, session }: Verified): Actor {
    const actor =
      session && !this.sessions.isEnded(session.id) ? this.inStanding(account, session.startedAt) : undefined;
    if (!actor) throw tokenRefused('token-revoked');
    return actor;
  }

  private standingOf(account: Account): Standing {
    const known = this.standings.get(account);
    if (known) return known;
    const { name, person, unit, roles, passwordChangedAt } = account;
    const standing = { actor: { account: name, person, unit, roles }, goodFrom: Date.parse(passwordChangedAt) };
    this.standings.set(account, standing);
    return standing;
  }
}

type Standing = Readonly<{ actor: Actor; goodFrom: number }>;

/** Opens accounts, sessions and keys of a data directory; the keys are made at the first start. */
export async function openIdentity({ dataDir, oidc, ...options }: IdentityOptions): Promise<Identity> {
  const { now = Date.now, toleranceMs = TOLERANCE, sessionMs = SESSION, guessLimits } = options;
  const tokenMs = options.lifetimeMs + toleranceMs;
  const [accounts, keys, sessions] = await Promise.all([
    Accounts.open(dataDir, now, guessLimits),
    KeyRing.open(dataDir, now),
    Sessions.open(dataDir, { sessionMs, tokenMs, now }),
  ]);
  const parts = { accounts, tokens: new Tokens(keys, options), sessions, now };
  return new Identity(oidc ? { ...parts, issuer: openIssuer(oidc, { toleranceMs, now }) } : parts);
}

const SESSION = 12 * 60 * 60_000;

function tokenIn(authorization: string | undefined): string {
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '') ?? [];
  if (!token) throw authorization === undefined ? new Problem('unauthenticated') : tokenRefused('token-malformed');
  return token;
}
