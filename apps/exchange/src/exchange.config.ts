import { resolve } from 'node:path';
import { ALGORITHMS, LONGEST_TOKEN_LIFE } from '@fuyuan/identity';
import {
  Address,
  Duration,
  FilePath,
  Flag,
  LOG_LEVELS,
  ListOf,
  oneOf,
  OneOf,
  Secret,
  Text,
  Whole,
} from '@fuyuan/platform';
import { LimitsConfig } from './limits.config';

const MINUTE = 60_000;

/** The environment of the exchange. `httpPort` is the variable HTTP_PORT; `.env.example` tells of each. */
export class ExchangeConfig extends LimitsConfig {
  @Text({ max: 255, optional: true })
  httpHost = '127.0.0.1';

  @Whole({ min: 0, max: 65_535, optional: true })
  httpPort = 3000;

  @Address(['esdb', 'esdb+discover'])
  eventstoreConnectionString!: string;

  /** Accounts and signing keys. */
  @FilePath({ optional: true })
  dataDir = resolve('data');

  /** The longest a command waits for the event store before it is answered 503. */
  @Duration({ min: 100, max: MINUTE, optional: true })
  commandDeadlineMs = 5_000;

  @OneOf(LOG_LEVELS, { optional: true })
  logLevel = 'info';

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

  /** Lets a collector of metrics that is not on this machine in. */
  @Secret({ optional: true })
  metricsToken?: string;

  /** Shows the API documentation to other machines too. */
  @Flag({ optional: true })
  docsOpen = false;

  @Duration({ min: 0, max: 10 * MINUTE, optional: true })
  shutdownGraceMs = 10_000;
}
