import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Clock, useCases } from '@fuyuan/application';
import { EventStoreModule } from '@fuyuan/event-store';
import type { ExchangeConfig } from './exchange.config';
import { EventStoreReadiness } from './health/event-store-readiness';
import { HandlingController } from './law-notice/handling.controller';
import { LawNoticeController } from './law-notice/law-notice.controller';
import { UnitController } from './unit/unit.controller';

const systemClock: Clock = { now: () => new Date() };

/** The write side: HTTP → command → decision → events. */
@Module({})
export class ExchangeModule {
  /** `soleWriter`: no other exchange writes to the event store. */
  static forRoot(
    { eventstoreConnectionString, commandDeadlineMs }: ExchangeConfig,
    soleWriter: boolean,
  ): DynamicModule {
    return {
      module: ExchangeModule,
      imports: [
        CqrsModule.forRoot(),
        EventStoreModule.forRoot({ connectionString: eventstoreConnectionString, commandDeadlineMs, soleWriter }),
      ],
      controllers: [UnitController, LawNoticeController, HandlingController],
      providers: [{ provide: Clock, useValue: systemClock }, EventStoreReadiness, ...useCases],
    };
  }
}
