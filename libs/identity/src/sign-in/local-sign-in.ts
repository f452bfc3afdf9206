import { Injectable } from '@nestjs/common';
import { Problem } from '@fuyuan/platform';
import type { Actor } from '../actor';
import { Identity } from '../identity';
import { type Session, startedAtOf } from '../sessions/refresh-token';
import { type Renewable, signInUnavailable } from '../sessions/sessions';

/** Who was let in, and by what they are known from now on. Seconds. */
export type SignedInAs = Readonly<{
  actor: Actor;
  accessToken: string;
  expiresIn: number;
  refreshToken: string;
  refreshExpiresIn: number;
}>;

/** Signing in with an account of our own: where another issuer is configured, all of it is refused and says so. */
@Injectable()
export class LocalSignIn {
  constructor(private readonly identity: Identity) {}

  /** Throws Problem: sign-in-failed, too-many-failures, sign-in-busy, sign-in-unavailable, sign-in-elsewhere. */
  async signIn(name: string, password: string, address: string): Promise<SignedInAs> {
    this.requireOwn();
    // A password that changes while this one is checked must end the session that it begins.
    const askedAt = this.identity.now();
    const account = await inOrder(this.identity.accounts.authenticate(name, password, address));
    // It is not older than the password that was just shown, even where the clock was ahead when that was set.
    const startedAt = Math.max(askedAt, Date.parse(account.passwordChangedAt));
    return this.tokensFor(await this.identity.sessions.start(account.name, startedAt));
  }

  /** Throws Problem: session-ended, refresh-token-reused, sign-in-unavailable, sign-in-elsewhere. */
  async refresh(refreshToken: string): Promise<SignedInAs> {
    this.requireOwn();
    await inOrder(this.identity.refresh());
    return this.tokensFor(
      await this.identity.sessions.renew(refreshToken, (session) => this.actorOf(session) !== undefined),
    );
  }

  /** Ends the session of an access token. Throws Problem: sign-in-unavailable, sign-in-elsewhere. */
  async signOut(account: string, authorization: string | undefined): Promise<void> {
    this.requireOwn();
    await this.identity.sessions.end({ account, id: await this.identity.sessionIdOf(authorization) });
  }

  /** The name, when it is that of an account. */
  known(name: string): string | null {
    return this.identity.accounts.current(name)?.name ?? null;
  }

  private async tokensFor({ session, refreshToken, endsIn }: Renewable): Promise<SignedInAs> {
    const actor = this.actorOf(session);
    if (!actor) throw new Problem('session-ended');
    return {
      actor,
      ...(await this.identity.tokens.issue(actor, { id: session.id, endsIn })),
      refreshToken,
      refreshExpiresIn: endsIn,
    };
  }

  private actorOf(session: Session): Actor | undefined {
    return this.identity.inStanding(session.account, startedAtOf(session));
  }

  private requireOwn(): void {
    const { issuer } = this.identity;
    if (issuer)
      throw new Problem('sign-in-elsewhere', {
        values: { issuer: issuer.address },
        members: { issuer: issuer.address },
      });
  }
}

/** A file that is damaged is no fault of the one who asks; the log names it. */
const inOrder = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw cause instanceof Problem ? cause : signInUnavailable(cause);
  });
