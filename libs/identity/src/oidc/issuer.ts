import { Problem } from '@fuyuan/platform';
import { type JWTPayload, jwtVerify } from 'jose';
import { codeOf, LONGEST_TOKEN } from '../tokens/token-fault';
import { tokenRefused } from '../tokens/token-refused';
import { type Verified, VerifiedTokens } from '../tokens/verified-tokens';
import { actorIn } from './claims';
import { IssuerKeys } from './issuer-keys';
import type { OidcOptions } from './oidc-options';

export type IssuerClock = Readonly<{ toleranceMs: number; now: () => number }>;

/** An access token may say what it is (RFC 9068), or nothing; one for another use is refused. */
const TYPES = ['jwt', 'at+jwt', 'application/at+jwt'];

/** Verifies the access tokens of another issuer; one verified already costs a look-up. */
export class Issuer {
  private readonly verified: VerifiedTokens;

  constructor(
    private readonly options: OidcOptions,
    readonly keys: IssuerKeys,
    private readonly clock: IssuerClock,
  ) {
    this.verified = new VerifiedTokens(clock.now, clock.toleranceMs);
  }

  /** Where to sign in. */
  get address(): string {
    return this.options.issuer;
  }

  /** Throws, or rejects with, Problem: token-…, issuer-away. */
  verify(token: string): Verified | Promise<Verified> {
    return this.verified.get(token) ?? this.check(token);
  }

  private async check(token: string): Promise<Verified> {
    if (token.length > LONGEST_TOKEN) throw tokenRefused('token-malformed');
    const payload = await this.payloadOf(token);
    const actor = actorIn(payload, this.options.claims);
    const { iat, exp } = payload;
    if (!actor || iat === undefined || exp === undefined) throw tokenRefused('token-claims');

    const verified = { actor, issuedAt: iat, expiresAt: exp, checkedAt: this.clock.now() };
    this.verified.add(token, verified);
    return verified;
  }

  private async payloadOf(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms } = this.options;
    const { toleranceMs, now } = this.clock;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, (header, jws) => this.keys.find(header, jws), {
        issuer,
        audience,
        algorithms: [...algorithms],
        clockTolerance: toleranceMs / 1000,
        currentDate: new Date(now()),
        requiredClaims: ['iss', 'aud', 'sub', 'iat', 'exp'],
      });
      if (!TYPES.includes((protectedHeader.typ ?? 'jwt').toLowerCase())) throw tokenRefused('token-claims');
      return payload;
    } catch (error) {
      throw error instanceof Problem ? error : tokenRefused(codeOf(error), error);
    }
  }
}

/** Begins to look for the issuer's keys; that it is away is no reason not to start. */
export function openIssuer(options: OidcOptions, clock: IssuerClock): Issuer {
  return new Issuer(options, new IssuerKeys(options.issuer, clock.now, options), clock);
}
