import { resolve } from 'node:path';
import {
  Address,
  Duration,
  FilePath,
  Flag,
  LOG_LEVELS,
  ListOf,
  OneOf,
  Secret,
  text,
  Text,
  Whole,
} from '@fuyuan/platform';

const MINUTE = 60_000;

/** The environment of the exchange. `httpPort` is the variable HTTP_PORT; `.env.example` tells of each. */
export class ExchangeConfig {
  @Text({ max: 255, optional: true })
  httpHost = '127.0.0.1';

  @Whole({ min: 0, max: 65_535, optional: true })
  httpPort = 3000;

  /** Proxies that may say who the caller is, as addresses or networks; none unless told. */
  @ListOf(text({ max: 64 }), { max: 50, optional: true })
  trustedProxies: string[] = [];

  @Address(['esdb', 'esdb+discover'])
  eventstoreConnectionString!: string;

  /** Accounts and signing keys. */
  @FilePath({ optional: true })
  dataDir = resolve('data');

  /** The longest a command waits for the event store before it is answered 503. */
  @Duration({ min: 100, max: MINUTE, optional: true })
  commandDeadlineMs = 5_000;

  /** A full text of 200,000 Chinese characters is 0.6 MB in UTF-8, twice that when escaped as \\uXXXX. */
  @Whole({ min: 1_024, max: 8_388_608, optional: true })
  bodyLimitBytes = 2_097_152;

  @OneOf(LOG_LEVELS, { optional: true })
  logLevel = 'info';

  @Text({ max: 200, optional: true })
  tokenIssuer = 'fuyuan';

  @Text({ max: 200, optional: true })
  tokenAudience = 'fuyuan-exchange';

  @Duration({ min: 15 * MINUTE, max: 480 * MINUTE, optional: true })
  tokenTtl = 60 * MINUTE;

  /** Lets a collector of metrics that is not on this machine in. */
  @Secret({ optional: true })
  metricsToken?: string;

  /** Shows the API documentation to other machines too. */
  @Flag({ optional: true })
  docsOpen = false;

  @Duration({ min: 0, max: 10 * MINUTE, optional: true })
  shutdownGraceMs = 10_000;
}
