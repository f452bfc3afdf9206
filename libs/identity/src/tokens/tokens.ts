import { randomUUID } from 'node:crypto';
import { Problem } from '@fuyuan/platform';
import { type CryptoKey, type JWK, type JWTHeaderParameters, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { type Actor, isRole } from '../actor';
import { isSessionId, startedAtOf } from '../sessions/refresh-token';
import type { KeyRing } from './key-ring';
import { ALGORITHM } from './signing-keys';
import { codeOf, LONGEST_TOKEN } from './token-fault';
import { tokenRefused } from './token-refused';
import { type Verified, VerifiedTokens } from './verified-tokens';

export type TokenOptions = Readonly<{
  issuer: string;
  audience: string;
  /** Milliseconds, an hour at most. */
  lifetimeMs: number;
  /** Milliseconds by which clocks may differ; 5 s unless told. */
  toleranceMs?: number;
  now?: () => number;
}>;

export const TOLERANCE = 5_000;

/** Issues access tokens (JWT, ES256) and verifies them; one verified already costs a look-up, until it expires. */
export class Tokens {
  private readonly verified: VerifiedTokens;
  private readonly now: () => number;
  private readonly toleranceMs: number;

  constructor(
    private readonly keys: KeyRing,
    private readonly options: TokenOptions,
  ) {
    this.now = options.now ?? Date.now;
    this.toleranceMs = options.toleranceMs ?? TOLERANCE;
    this.verified = new VerifiedTokens(this.now, this.toleranceMs);
  }

  /** A new token for the actor in a session that ends in so many seconds, and the seconds for which it is good. */
  async issue(
    { account, person, unit, roles }: Actor,
    { id, endsIn }: Readonly<{ id: string; endsIn: number }>,
  ): Promise<{ accessToken: string; expiresIn: number }> {
    const { issuer, audience, lifetimeMs } = this.options;
    const { kid, sign } = this.keys.current();
    const issuedAt = Math.floor(this.now() / 1000);
    const expiresIn = Math.min(Math.floor(lifetimeMs / 1000), endsIn);
    const accessToken = await new SignJWT({ person, unit, roles: [...roles], sid: id })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(account)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + expiresIn)
      .setJti(randomUUID())
      .sign(sign);
    return { accessToken, expiresIn };
  }

  /** Whom the token speaks for: at once when it was verified before. Throws, or rejects with, Problem `token-…`. */
  verify(token: string): Verified | Promise<Verified> {
    return this.verified.get(token) ?? this.check(token);
  }

  /** Takes up keys that another process changed; what withdrawn keys signed is known no more. */
  async refreshKeys(): Promise<void> {
    if (await this.keys.refresh()) this.verified.clear();
  }

  /** The public halves of the keys whose tokens may still be about (RFC 7517). */
  published(): { keys: JWK[] } {
    const good = this.keys.current().published.filter(({ until }) => until > this.now());
    return { keys: good.map(({ jwk }) => jwk) };
  }

  private async check(token: string): Promise<Verified> {
    if (token.length > LONGEST_TOKEN) throw tokenRefused('token-malformed');
    const keys = this.keys.current();
    const verified = verifiedOf(await this.payloadOf(token));
    if (!verified) throw tokenRefused('token-claims');

    // Verified by keys that were withdrawn meanwhile, it is not remembered.
    if (keys === this.keys.current()) this.verified.add(token, verified);
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
        clockTolerance: this.toleranceMs / 1000,
        currentDate: new Date(this.now()),
        requiredClaims: ['iss', 'aud', 'sub', 'iat', 'exp', 'jti', 'sid'],
      });
      return payload;
    } catch (error) {
      throw error instanceof Problem ? error : tokenRefused(codeOf(error), error);
    }
  }

  /** Another process may have signed with a key that it made a moment ago: looked for before it is refused. */
  private async keyOf({ kid }: Pick<JWTHeaderParameters, 'kid'>): Promise<CryptoKey> {
    const known = this.goodKey(kid);
    if (known) return known;
    await this.refreshKeys().catch(() => undefined);
    const found = this.goodKey(kid);
    if (!found) throw tokenRefused('token-unknown-key');
    return found;
  }

  private goodKey(kid: string | undefined): CryptoKey | undefined {
    const found = kid === undefined ? undefined : this.keys.current().verify.get(kid);
    return found && found.until > this.now() ? found.key : undefined;
  }
}

function verifiedOf({ sub, person, unit, roles, iat, exp, sid }: JWTPayload): Verified | undefined {
  if (![sub, person, unit].every((claim) => typeof claim === 'string' && claim !== '')) return undefined;
  if (!Array.isArray(roles) || roles.length === 0 || !roles.every(isRole)) return undefined;
  if (iat === undefined || exp === undefined || !isSessionId(sid)) return undefined;

  const actor = { account: sub as string, person: person as string, unit: unit as string, roles };
  return { actor, issuedAt: iat, expiresAt: exp, session: { id: sid, startedAt: startedAtOf({ id: sid }) } };
}
