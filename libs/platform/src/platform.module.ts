import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { AccountPace, type Rate } from './http/pace';
import { HealthController } from './health/health.controller';
import { Readiness } from './health/readiness';
import { Metrics } from './metrics/metrics';
import { METRICS_TOKEN, MetricsController } from './metrics/metrics.controller';
import type { Platform } from './platform';
import { ProblemCatalogue } from './problem/problem-catalogue';
import { ProblemFilter } from './problem/problem.filter';
import { Refusals } from './problem/refusals';
import { LOG } from './logging/inject-log';
import { ValidationPipe } from './validation/validation.pipe';

export type PlatformModuleOptions = Readonly<{
  /** Asked of a collector of metrics that is not on this machine; without one, none from elsewhere is answered. */
  metricsToken?: string | undefined;
  /** How fast one account may ask; without one, as fast as it can. */
  ratePerAccount?: Rate | null;
}>;

/** Gives Nest the ground of the process: injectable `Readiness`, `Metrics`, `ProblemCatalogue`, `Refusals`, `@InjectLog()`. */
@Module({})
export class PlatformModule {
  static forRoot(platform: Platform, { metricsToken, ratePerAccount }: PlatformModuleOptions = {}): DynamicModule {
    const refusals = new Refusals();
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: LOG, useValue: platform.log },
        { provide: Readiness, useValue: platform.readiness },
        { provide: Metrics, useValue: platform.metrics },
        { provide: ProblemCatalogue, useValue: platform.problems },
        { provide: AccountPace, useValue: new AccountPace(ratePerAccount) },
        { provide: METRICS_TOKEN, useValue: metricsToken ?? null },
        { provide: APP_FILTER, useValue: new ProblemFilter(platform.writer, refusals) },
        { provide: Refusals, useValue: refusals },
        { provide: APP_PIPE, useClass: ValidationPipe },
      ],
      exports: [LOG, Readiness, Metrics, ProblemCatalogue, Refusals, AccountPace],
    };
  }
}
