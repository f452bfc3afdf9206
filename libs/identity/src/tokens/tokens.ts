import { randomUUID } from 'node:crypto';
import { Problem } from '@fuyuan/platform';
import { errors, type JWTHeaderParameters, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Actor, isRole } from '../actor';
import { ALGORITHM, type SigningKeys } from './signing-key';
import { tokenRefused } from './token-refused';

export type TokenOptions = Readonly<{
  issuer: string;
  audience: string;
  /** Milliseconds, from 15 minutes to 8 hours. */
  lifetimeMs: number;
  now?: () => number;
}>;

/** A token whose signature and claims are in order. Moments in seconds since 1970, as in the token. */
export type Verified = Readonly<{ actor: Actor; issuedAt: number; expiresAt: number }>;

/** Seconds by which clocks may differ. */
const TOLERANCE = 5;
/** Characters; ours have about 500. */
const LONGEST = 4_096;
const REMEMBERED = 5_000;

/** Issues access tokens (JWT, ES256) and verifies them; one verified already costs a look-up, until it expires. */
export class Tokens {
  private readonly verified = new LRUCache<string, Verified>({ max: REMEMBERED });
  private readonly now: () => number;

  constructor(
    private readonly keys: SigningKeys,
    private readonly options: TokenOptions,
  ) {
    this.now = options.now ?? Date.now;
  }

  /** A new token for the actor, and the seconds for which it is good. */
  async issue({ account, person, unit, roles }: Actor): Promise<{ accessToken: string; expiresIn: number }> {
    const { issuer, audience, lifetimeMs } = this.options;
    const issuedAt = Math.floor(this.now() / 1000);
    const expiresIn = Math.floor(lifetimeMs / 1000);
    const accessToken = await new SignJWT({ person, unit, roles: [...roles] })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: this.keys.kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(account)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + expiresIn)
      .setJti(randomUUID())
      .sign(this.keys.sign);
    return { accessToken, expiresIn };
  }

  /** Whom the token speaks for: at once when it was verified before. Throws, or rejects with, Problem `token-…`. */
  verify(token: string): Verified | Promise<Verified> {
    const known = this.verified.get(token);
    if (!known) return this.check(token);

    if (this.now() / 1000 >= known.expiresAt + TOLERANCE) {
      this.verified.delete(token);
      throw tokenRefused('token-expired');
    }
    return known;
  }

  private async check(token: string): Promise<Verified> {
    if (token.length > LONGEST) throw tokenRefused('token-malformed');
    const payload = await this.payloadOf(token);
    const verified = verifiedOf(payload);
    if (!verified) throw tokenRefused('token-claims');

    this.verified.set(token, verified);
    return verified;
  }

  private async payloadOf(token: string): Promise<JWTPayload> {
    const { issuer, audience } = this.options;
    try {
      const { payload } = await jwtVerify(token, (header) => this.keyOf(header), {
        issuer,
        audience,
        algorithms: [ALGORITHM],
        typ: 'JWT',
        clockTolerance: TOLERANCE,
        currentDate: new Date(this.now()),
        requiredClaims: ['iss', 'aud', 'sub', 'iat', 'exp', 'jti'],
      });
      return payload;
    } catch (error) {
      throw error instanceof Problem ? error : tokenRefused(codeOf(error), error);
    }
  }

  private keyOf({ kid }: Pick<JWTHeaderParameters, 'kid'>): NonNullable<ReturnType<SigningKeys['verify']['get']>> {
    const key = kid === undefined ? undefined : this.keys.verify.get(kid);
    if (!key) throw tokenRefused('token-unknown-key');
    return key;
  }
}

function verifiedOf({ sub, person, unit, roles, iat, exp }: JWTPayload): Verified | undefined {
  if (![sub, person, unit].every((claim) => typeof claim === 'string' && claim !== '')) return undefined;
  if (!Array.isArray(roles) || roles.length === 0 || !roles.every(isRole)) return undefined;
  if (iat === undefined || exp === undefined) return undefined;

  const actor = { account: sub as string, person: person as string, unit: unit as string, roles };
  return { actor, issuedAt: iat, expiresAt: exp };
}

const CLAIMS: Readonly<Record<string, string>> = {
  iss: 'token-wrong-issuer',
  aud: 'token-wrong-audience',
  nbf: 'token-not-yet-valid',
  iat: 'token-not-yet-valid',
};

function codeOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'token-expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return (error.reason === 'check_failed' && CLAIMS[error.claim]) || 'token-claims';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'token-bad-signature';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'token-wrong-algorithm';
  return 'token-malformed';
}
