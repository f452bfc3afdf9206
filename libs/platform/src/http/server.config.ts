import { Duration, network, RateLimit, Secret } from '../config/variables';
import { LOG_LEVELS } from '../logging/log';
import { OneOf } from '../validation/codes';
import { Flag, Whole } from '../validation/numbers';
import { ListOf } from '../validation/parts';
import { Text } from '../validation/text';
import type { HttpOptions } from './create-fastify';
import type { Rate } from './pace';

const MINUTE = 60_000;

/** What every process that serves people is told: where, and how much, how large and how often one may ask. */
export class ServerConfig {
  @Text({ max: 255, optional: true })
  httpHost = '127.0.0.1';

  @OneOf(LOG_LEVELS, { optional: true })
  logLevel = 'info';

  /** Lets a collector of metrics that is not on this machine in. */
  @Secret({ optional: true })
  metricsToken?: string;

  /** Shows the API documentation to other machines too. */
  @Flag({ optional: true })
  docsOpen = false;

  @Duration({ min: 0, max: 10 * MINUTE, optional: true })
  shutdownGraceMs = 10_000;

  /** Proxies that may say who the caller is, as addresses or networks; none unless told. */
  @ListOf(network(), { max: 50, optional: true })
  trustedProxies: string[] = [];

  /** A full text of 200,000 Chinese characters is 0.6 MB in UTF-8, twice that when escaped as \\uXXXX. */
  @Whole({ min: 1_024, max: 8_388_608, optional: true })
  bodyLimitBytes = 2_097_152;

  /** Of all headers of a request together. */
  @Whole({ min: 4_096, max: 65_536, optional: true })
  headerLimitBytes = 16_384;

  @Whole({ min: 20, max: 2_000, optional: true })
  headerLimitCount = 100;

  /** Objects and lists within each other in a body. */
  @Whole({ min: 8, max: 500, optional: true })
  jsonLimitDepth = 32;

  /** Items of one list in a body; each field has a narrower limit of its own. */
  @Whole({ min: 1_000, max: 1_000_000, optional: true })
  jsonLimitItems = 10_000;

  /** Fields of one object in a body. */
  @Whole({ min: 50, max: 100_000, optional: true })
  jsonLimitMembers = 1_000;

  /** In which a whole request must have arrived. */
  @Duration({ min: 1_000, max: 10 * MINUTE, optional: true })
  requestTimeout = 30_000;

  /** For which a connection is kept on which nothing is asked. */
  @Duration({ min: 1_000, max: 10 * MINUTE, optional: true })
  keepAliveTimeout = 65_000;

  @Whole({ min: 10, max: 100_000, optional: true })
  connectionLimit = 10_000;

  /** Off: an import sends thousands of acts a second from one account. */
  @RateLimit({ optional: true })
  ratePerAccount: Rate | null = null;

  /** Off: a whole city may come through one address. */
  @RateLimit({ optional: true })
  ratePerAddress: Rate | null = null;

  /** Each costs a tenth of a second of this machine. Guessing is limited besides, and more strictly. */
  @RateLimit({ optional: true })
  rateOfSignIn: Rate | null = { requests: 600, perMs: MINUTE };
}

/** The same as the server wants it. */
export const httpOptionsOf = (limits: Readonly<ServerConfig>): HttpOptions => ({
  bodyLimit: limits.bodyLimitBytes,
  headerLimit: limits.headerLimitBytes,
  headerCount: limits.headerLimitCount,
  json: { depth: limits.jsonLimitDepth, items: limits.jsonLimitItems, members: limits.jsonLimitMembers },
  requestTimeout: limits.requestTimeout,
  keepAliveTimeout: limits.keepAliveTimeout,
  maxConnections: limits.connectionLimit,
  ratePerAddress: limits.ratePerAddress,
  ratesPerRoute: { '/v1/sign-in': limits.rateOfSignIn },
  ...(limits.trustedProxies.length > 0 ? { trustProxy: limits.trustedProxies } : {}),
});
