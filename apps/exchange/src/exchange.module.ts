import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Clock, useCases } from '@fuyuan/application';
import { EventStoreModule } from '@fuyuan/event-store';
import { AccountRecorder } from './account/account-recorder';
import { AccountRounds } from './account/account-rounds';
import { AccountController } from './account/account.controller';
import { DenialRounds } from './denial/denial-rounds';
import { DenialWatch } from './denial/denial-watch';
import { DenialController } from './denial/denial.controller';
import type { ExchangeConfig } from './exchange.config';
import { EventStoreReadiness } from './health/event-store-readiness';
import { HandlingController } from './law-notice/handling.controller';
import { LawNoticeController } from './law-notice/law-notice.controller';
import { ReferralApprovingController } from './referral/approving.controller';
import { ReferralHoldingController } from './referral/holding.controller';
import { ReferralController } from './referral/referral.controller';
import { ReferralSendingController } from './referral/sending.controller';
import { ReferralSupervisingController } from './referral/supervising.controller';
import { ReferralKindsController } from './referral-kinds/referral-kinds.controller';
import { Counter } from './request/counter';
import { SubscriptionController } from './subscription/subscription.controller';
import { UnitChangeController } from './unit/unit-change.controller';
import { UnitController } from './unit/unit.controller';

const systemClock: Clock = { now: () => new Date() };

/** What records by itself, without a command from outside. */
const RECORDERS = [AccountRecorder, AccountRounds, DenialWatch, DenialRounds];

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
      controllers: [
        UnitController,
        UnitChangeController,
        SubscriptionController,
        LawNoticeController,
        HandlingController,
        ReferralKindsController,
        ReferralController,
        ReferralSendingController,
        ReferralHoldingController,
        ReferralApprovingController,
        ReferralSupervisingController,
        AccountController,
        DenialController,
      ],
      providers: [{ provide: Clock, useValue: systemClock }, EventStoreReadiness, Counter, ...RECORDERS, ...useCases],
    };
  }
}
