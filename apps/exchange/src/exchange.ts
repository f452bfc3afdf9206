import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Identity, IdentityModule, identityOptionsOf, openIdentity } from '@fuyuan/identity';
import { createApp, createPlatform, httpOptionsOf, type Log, type Platform } from '@fuyuan/platform';
import type { ExchangeConfig } from './exchange.config';
import { exchangeDocs } from './exchange.docs';
import { ExchangeModule } from './exchange.module';
import { exchangeProblems } from './problems/exchange-problems';

/** A running exchange. */
export type Exchange = Readonly<{
  app: NestFastifyApplication;
  platform: Platform;
  identity: Identity;
  /** Where it is reached: `http://127.0.0.1:3000`. */
  url: string;
}>;

export type ExchangeOptions = Readonly<{
  soleWriter?: boolean;
  /** Other modules that the same process serves. */
  beside?: readonly (DynamicModule | Type)[];
}>;

/**
 * Starts the exchange. The event store need not be there yet: commands are answered 503 until it is. `soleWriter` says
 * that no other exchange writes to it, which spares every new record a look.
 * Errors: of the network (a port that is taken), AccountsFileDamaged, Error for a connection string that is not valid.
 */
export async function startExchange(
  config: Readonly<ExchangeConfig>,
  log: Log,
  { soleWriter = false, beside = [] }: ExchangeOptions = {},
): Promise<Exchange> {
  const { metricsToken } = config;
  const platform = createPlatform(log, exchangeProblems());
  const identity = await openIdentity(identityOptionsOf(config));
  const app = await createApp(
    platform,
    [IdentityModule.forRoot(identity), ExchangeModule.forRoot(config, soleWriter), ...beside],
    {
      http: httpOptionsOf(config),
      ratePerAccount: config.ratePerAccount,
      docs: { ...exchangeDocs, open: config.docsOpen },
      metricsToken,
    },
  );
  try {
    await app.init();
    // Nest's own `listen` would log a port that is taken before we can say it to a person.
    const url = await app.getHttpAdapter().getInstance().listen({ port: config.httpPort, host: config.httpHost });
    return { app, platform, identity, url };
  } catch (error) {
    await app.close();
    throw error;
  }
}
