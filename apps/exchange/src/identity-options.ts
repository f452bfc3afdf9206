import { type IdentityOptions, oidcOptionsOf } from '@fuyuan/identity';
import type { ExchangeConfig } from './exchange.config';

/** What the environment says of who is let in. Throws ConfigurationInvalid. */
export const identityOptionsOf = (config: Readonly<ExchangeConfig>): IdentityOptions => ({
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

function oidcOf({ oidcIssuer, oidcAudience, oidcClaims, oidcAlgorithms }: Readonly<ExchangeConfig>) {
  if (oidcIssuer === undefined) return undefined;
  return oidcOptionsOf({
    issuer: oidcIssuer,
    algorithms: oidcAlgorithms,
    ...(oidcAudience === undefined ? {} : { audience: oidcAudience }),
    ...(oidcClaims === undefined ? {} : { claims: oidcClaims }),
  });
}
