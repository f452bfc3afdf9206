import { Problem } from '@fuyuan/platform';
import { createLocalJWKSet, type CryptoKey, errors, type FlattenedJWSInput, type JWSHeaderParameters } from 'jose';
import { fetchJson } from './fetch-json';
import { isAllowedAddress, type KeyTiming, type OidcOptions } from './oidc-options';
import { type UsableKeys, usableKeysOf } from './usable-jwks';

export const KEY_TIMING: KeyTiming = {
  patience: 3_000,
  cooldown: 5_000,
  freshFor: 5 * 60_000,
  goodFor: 24 * 60 * 60_000,
};

/** What the one who runs this process is told; the log, once there is one. */
export type IssuerNews = Readonly<{
  away: (error: unknown, keysKnown: boolean) => void;
  back: () => void;
  weakKeys: (refused: UsableKeys['refused']) => void;
}>;

type Known = Readonly<{ find: ReturnType<typeof createLocalJWKSet>; at: number }>;

/** The keys of an issuer: found by discovery, fetched when one is not known, kept while the issuer is away. */
export class IssuerKeys {
  news: IssuerNews | undefined;
  private readonly timing: KeyTiming;
  private readonly keysAddress: string | undefined;
  private known: Known | undefined;
  private triedAt = -Infinity;
  private fault: unknown;
  private loading: Promise<void> | undefined;

  constructor(
    private readonly issuer: string,
    private readonly now: () => number,
    { timing = KEY_TIMING, keysAddress }: Pick<OidcOptions, 'timing' | 'keysAddress'> = {},
  ) {
    this.timing = timing;
    this.keysAddress = keysAddress;
  }

  /** The key for a token. Throws Problem issuer-away; jose's JWKSNoMatchingKey and JWKSMultipleMatchingKeys. */
  async find(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    const known = await this.current();
    try {
      return await known.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return await this.findAnew(header, token);
    }
  }

  /** Resolves while tokens can be verified. Throws Problem issuer-away. */
  async ready(): Promise<void> {
    await this.current();
  }

  /** The issuer may have a new key: asked once for all who want to know, and not again at once. */
  private async findAnew(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    await this.load();
    if (this.fault !== undefined) throw this.away();
    return (await this.current()).find(header, token);
  }

  private async current(): Promise<Known> {
    const age = this.age();
    if (age > this.timing.freshFor) {
      const loading = this.load();
      if (age > this.timing.goodFor) await loading;
    }
    if (!this.known || this.age() > this.timing.goodFor) throw this.away();
    return this.known;
  }

  /** Of the known keys. A clock that was set back must not make what is old fresh. */
  private age(): number {
    return this.known ? Math.abs(this.now() - this.known.at) : Infinity;
  }

  /** One fetch at a time, which all share; none while the last one is young. Never rejects: see `fault`. */
  private async load(): Promise<void> {
    if (!this.loading && Math.abs(this.now() - this.triedAt) < this.timing.cooldown) return;
    this.loading ??= this.fetch().finally(() => (this.loading = undefined));
    await this.loading;
  }

  private async fetch(): Promise<void> {
    this.triedAt = this.now();
    try {
      const { keys, refused } = await this.usableKeys(AbortSignal.timeout(this.timing.patience));
      if (refused.length > 0) this.news?.weakKeys(refused);
      if (keys.length === 0) throw new Error(`${this.issuer} has no key that can be used.`);
      this.known = { find: createLocalJWKSet({ keys }), at: this.now() };
      if (this.fault !== undefined) this.news?.back();
      this.fault = undefined;
    } catch (error) {
      if (this.fault === undefined) this.news?.away(error, this.known !== undefined);
      this.fault = error;
    }
  }

  private async usableKeys(signal: AbortSignal): Promise<UsableKeys> {
    return usableKeysOf(await fetchJson(this.keysAddress ?? (await this.discovered(signal)), signal));
  }

  private async discovered(signal: AbortSignal): Promise<string> {
    const about = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const { issuer, jwks_uri: address } = ((await fetchJson(about, signal)) ?? {}) as Record<string, unknown>;
    // Else the keys of one issuer could be passed off as those of another (OpenID Connect Discovery 1.0, 4.3).
    if (issuer !== this.issuer) throw new Error(`${about} speaks for another issuer.`);
    if (typeof address !== 'string' || !isAllowedAddress(address))
      throw new Error(`${about} names no address of keys.`);
    return address;
  }

  private away(): Problem {
    const seconds = Math.max(1, Math.ceil(this.timing.cooldown / 1000));
    return new Problem('issuer-away', { headers: { 'retry-after': String(seconds) }, cause: this.fault });
  }
}
