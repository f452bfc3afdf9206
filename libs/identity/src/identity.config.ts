import { resolve } from 'node:path';
import { Duration, FilePath, ListOf, oneOf, ServerConfig, Text, Whole } from '@fuyuan/platform';
import type { IdentityOptions } from './identity';
import { ALGORITHMS, oidcOptionsOf } from './oidc/oidc-options';
import { LONGEST_TOKEN_LIFE } from './tokens/signing-keys';

const MINUTE = 60_000;

/** Who is let in; `.env.example` tells of each variable. */
export class IdentityConfig extends ServerConfig {
  /** Accounts and signing keys. */
  @FilePath({ optional: true })
  dataDir = resolve('data');

  @Text({ max: 200, optional: true })
  tokenIssuer = 'fuyuan';

  @Text({ max: 200, optional: true })
  tokenAudience = 'fuyuan-exchange';

  /** How long an access token holds; it is refreshed until its session ends. */
  @Duration({ min: MINUTE, max: LONGEST_TOKEN_LIFE, optional: true })
  tokenTtl = 15 * MINUTE;

  /** From a sign-in until one must sign in again. */
  @Duration({ min: 15 * MINUTE, max: 7 * 24 * 60 * MINUTE, optional: true })
  sessionTtl = 12 * 60 * MINUTE;

  /** By how much the clocks of those who issue tokens may differ from ours. */
  @Duration({ min: 0, max: 5 * MINUTE, optional: true })
  tokenClockSkew = 5_000;

  /** Failed sign-ins that are allowed of one account from one address, and of each from anywhere, in the window. */
  @Whole({ min: 1, max: 1_000, optional: true })
  signInFailures = 5;

  @Whole({ min: 1, max: 100_000, optional: true })
  signInFailuresSpread = 50;

  @Duration({ min: MINUTE, max: 24 * 60 * MINUTE, optional: true })
  signInWindow = 15 * MINUTE;

  /** Takes the tokens of this issuer (OpenID Connect) instead of accounts of its own. */
  @Text({ max: 500, optional: true })
  oidcIssuer?: string;

  @Text({ max: 200, optional: true })
  oidcAudience?: string;

  @Text({ max: 500, optional: true })
  oidcClaims?: string;

  @ListOf(oneOf(ALGORITHMS), { min: 1, max: ALGORITHMS.length, optional: true })
  oidcAlgorithms: string[] = ALGORITHMS;
}

/** What the environment says of who is let in. Throws ConfigurationInvalid. */
export const identityOptionsOf = (config: Readonly<IdentityConfig>): IdentityOptions => ({
  dataDir: config.dataDir,
  issuer: config.tokenIssuer,
  audience: config.tokenAudience,
  lifetimeMs: config.tokenTtl,
  toleranceMs: config.tokenClockSkew,
  sessionMs: config.sessionTtl,
  guessLimits: {
    failures: config.signInFailures,
    failuresSpread: config.signInFailuresSpread,
    windowMs: config.signInWindow,
  },
  oidc: oidcOf(config),
});

function oidcOf({ oidcIssuer, oidcAudience, oidcClaims, oidcAlgorithms }: Readonly<IdentityConfig>) {
  if (oidcIssuer === undefined) return undefined;
  return oidcOptionsOf({
    issuer: oidcIssuer,
    algorithms: oidcAlgorithms,
    ...(oidcAudience === undefined ? {} : { audience: oidcAudience }),
    ...(oidcClaims === undefined ? {} : { claims: oidcClaims }),
  });
}
