import { Problem } from '@fuyuan/platform';
import type { Account } from './accounts/account';
import { Accounts } from './accounts/accounts';
import type { Actor } from './actor';
import { openSigningKeys } from './tokens/signing-key';
import { tokenRefused } from './tokens/token-refused';
import { type TokenOptions, Tokens, type Verified } from './tokens/tokens';

export type IdentityOptions = TokenOptions & Readonly<{ dataDir: string }>;

/** Who asks, and by what they are known: accounts in a file, tokens signed with a key beside it. */
export class Identity {
  constructor(
    readonly accounts: Accounts,
    readonly tokens: Tokens,
  ) {}

  /** The actor of an Authorization header. Throws, or rejects with, Problem: unauthenticated, token-…. */
  actorOf(authorization: string | undefined): Actor | Promise<Actor> {
    const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '') ?? [];
    if (!token) throw authorization === undefined ? new Problem('unauthenticated') : tokenRefused('token-malformed');

    const verified = this.tokens.verify(token);
    return verified instanceof Promise ? verified.then((known) => this.inStanding(known)) : this.inStanding(verified);
  }

  /** A token is no better than its account is now. */
  private inStanding({ actor, issuedAt }: Verified): Actor {
    const account = this.accounts.current(actor.account);
    if (!account || account.disabled || issuedAt < changedAt(account)) throw tokenRefused('token-revoked');
    return { ...actor, unit: account.unit, roles: account.roles };
  }
}

/** Opens accounts and keys of a data directory; the keys are made at the first start. */
export async function openIdentity({ dataDir, ...options }: IdentityOptions): Promise<Identity> {
  const accounts = await Accounts.open(dataDir, options.now);
  return new Identity(accounts, new Tokens(await openSigningKeys(dataDir), options));
}

const changedAt = ({ passwordChangedAt }: Account): number => Math.floor(Date.parse(passwordChangedAt) / 1000);
