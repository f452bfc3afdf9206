import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Clock } from '@fuyuan/application';
import { IdentityModule, openIdentity } from '@fuyuan/identity';
import { configOf, createApp, createLog, createPlatform, stopGracefully } from '@fuyuan/platform';
import { ExchangeConfig } from '../../apps/exchange/src/exchange.config';
import { HandlingController } from '../../apps/exchange/src/law-notice/handling.controller';
import { LawNoticeController } from '../../apps/exchange/src/law-notice/law-notice.controller';
import { exchangeProblems } from '../../apps/exchange/src/problems/exchange-problems';
import { UnitController } from '../../apps/exchange/src/unit/unit.controller';

/** An answer as long as that of the exchange. */
const ANSWER = {
  recorded: true,
  eventIds: ['0f0c1a52-95b4-5a0e-8a8e-3b0c0a1d2e3f'],
  stream: 'lawNotice-0f0c1a52-95b4-5a0e-8a8e-3b0c0a1d2e3f',
  revision: 0,
  position: '1024/1024',
  recordedAt: '2026-03-02T01:30:00.123Z',
  record: { id: '0f0c1a52-95b4-5a0e-8a8e-3b0c0a1d2e3f', href: '/v1/law-notices/0f0c1a52-95b4-5a0e-8a8e-3b0c0a1d2e3f' },
};

/**
 * Puts an empty handler in the place of a controller's method. Route, guard and validated parameters hang on the
 * method as metadata, and stay.
 */
function empty<Controller extends object>(controller: Controller, method: keyof Controller & string, at: number): void {
  const original = controller[method] as object;
  const handler = function (...parameters: unknown[]) {
    (parameters[at] as FastifyReply).status(201).header('etag', '"0"');
    return ANSWER;
  };
  for (const key of Reflect.getMetadataKeys(original)) {
    Reflect.defineMetadata(key, Reflect.getMetadata(key, original), handler);
  }
  Object.defineProperty(controller, method, { value: handler, writable: true, configurable: true });
}

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [LawNoticeController, HandlingController, UnitController],
  providers: [{ provide: Clock, useValue: { now: () => new Date() } }],
})
class EmptyExchangeModule {}

/**
 * The exchange with nothing behind its controllers: the same HTTP server, guard, validation, problems and log, and
 * no store. What it serves in a second is the most that any handler could.
 */
async function main(): Promise<void> {
  empty(LawNoticeController.prototype, 'publish', 2);
  empty(HandlingController.prototype, 'signFor', 3);
  empty(UnitController.prototype, 'register', 3);

  const config = configOf(ExchangeConfig, { ...process.env, EVENTSTORE_CONNECTION_STRING: 'esdb://127.0.0.1:1' });
  const { dataDir, tokenIssuer: issuer, tokenAudience: audience, tokenTtl: lifetimeMs } = config;
  const platform = createPlatform(createLog({ level: 'warn', name: 'empty' }), exchangeProblems());
  const identity = await openIdentity({ dataDir, issuer, audience, lifetimeMs });
  const app = await createApp(platform, [IdentityModule.forRoot(identity), EmptyExchangeModule], {
    http: { bodyLimit: config.bodyLimitBytes },
  });
  await app.listen(0, '127.0.0.1');
  stopGracefully(app, platform, { graceMs: 1_000 });
  process.send?.(await app.getUrl());
  process.once('disconnect', () => process.exit(0));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
