import { join } from 'node:path';
import { IdentityConfig, identityOptionsOf, tokensOfExchange, type IdentityOptions } from '@fuyuan/identity';
import type { Audience } from '@fuyuan/contracts';
import { Address, ConfigurationInvalid, Duration, Flag, ListOf, text, Whole } from '@fuyuan/platform';
import { openPostgres, openSqlite, type ReadDatabase } from '@fuyuan/read-model';

/** The environment of one read side; `.env.example` tells of each variable. */
export class ReadSideConfig extends IdentityConfig {
  @Whole({ min: 0, max: 65_535, optional: true })
  httpPort = 3000;

  /** PostgreSQL, with the role of this read side; a file under DATA_DIR unless told. */
  @Address(['postgres', 'postgresql'], { optional: true })
  databaseUrl?: string;

  /** The public keys of the exchange, where its data directory is not at hand: `https://HOST/.well-known/jwks.json`. */
  @Address(['https', 'http'], { optional: true })
  tokenKeysUrl?: string;

  /** Lets that be plain http beyond this machine, on a network that nobody else is on. */
  @Flag({ optional: true })
  tokenKeysPlain = false;

  /** Units whose office may operate the projections of this side, divided by commas; any unit's unless told. */
  @ListOf(text({ max: 64 }), { min: 1, max: 100, optional: true })
  operatorUnits: string[] = [];

  /** Connections to PostgreSQL that are held at most. */
  @Whole({ min: 2, max: 200, optional: true })
  databaseConnections = 10;

  /** A process that is not heard for so long leaves its topics to the others; brokers take 6 s or more. */
  @Duration({ min: 1_000, max: 300_000, optional: true })
  groupSessionTimeout = 10_000;

  /** The generation of topics that is read: 1 has the names of the contracts. */
  @Whole({ min: 1, max: 999, optional: true })
  topicsGeneration = 1;
}

/** The schema of a read side, and its role, have the name of its audience. Errors: of the file. */
export const databaseOf = (audience: Audience, config: Readonly<ReadSideConfig>): ReadDatabase =>
  config.databaseUrl === undefined
    ? openSqlite(join(config.dataDir, `${audience}.sqlite`))
    : openPostgres({
        connectionString: config.databaseUrl,
        schema: audience,
        connections: config.databaseConnections,
      });

/** Who is let in: by the exchange's own files, by its public keys, or by another issuer. Throws ConfigurationInvalid. */
export function identityOf(config: Readonly<ReadSideConfig>): IdentityOptions {
  const { tokenKeysUrl: keysUrl, tokenKeysPlain: plain, tokenIssuer: issuer, tokenAudience: audience } = config;
  const options = identityOptionsOf(config);
  if (keysUrl === undefined) return options;
  if (options.oidc) {
    throw new ConfigurationInvalid(['  TOKEN_KEYS_URL, OIDC_ISSUER: 只能设置其一。Only one of the two may be set.']);
  }
  return { ...options, oidc: tokensOfExchange({ keysUrl, plain, issuer, audience }) };
}
