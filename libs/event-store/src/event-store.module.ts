import { Module, type DynamicModule, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import {
  AccountRegister,
  DenialRegister,
  LawNoticeRegister,
  RecordHistory,
  ReferralKindsRegister,
  ReferralRegister,
  SubscriptionRegister,
  UnitMovesRegister,
  UnitRegister,
} from '@fuyuan/application';
import { EventStoreAccountRegister } from './event-store-account-register';
import { EventStoreClients } from './event-store-clients';
import { EventStoreDenialRegister } from './event-store-denial-register';
import { EventStoreHealth } from './event-store-health';
import { EventStoreLawNoticeRegister } from './event-store-law-notice-register';
import { EventStoreRecordHistory } from './event-store-record-history';
import { EventStoreReferralKindsRegister } from './event-store-referral-kinds-register';
import { EventStoreReferralRegister } from './event-store-referral-register';
import { EventStoreSubscriptionRegister } from './event-store-subscription-register';
import { EventStoreUnitMovesRegister } from './event-store-unit-moves-register';
import { EventStoreUnitRegister } from './event-store-unit-register';
import { settingsOf, type EventStoreOptions } from './options';
import { UnitFreshness } from './unit-freshness';

/**
 * Provides the ports of the application on an event store: UnitRegister, UnitMovesRegister, LawNoticeRegister,
 * ReferralRegister, ReferralKindsRegister, SubscriptionRegister, AccountRegister, DenialRegister, RecordHistory; and
 * EventStoreHealth. It connects by itself, and leaves when the application has stopped answering.
 */
@Module({})
export class EventStoreModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly clients: EventStoreClients,
    private readonly freshness: UnitFreshness,
  ) {}

  /** Errors: Error when the connection string is not valid. */
  static forRoot(options: EventStoreOptions): DynamicModule {
    const settings = settingsOf(options);
    const clients = new EventStoreClients(settings.connectionString);
    const freshness = new UnitFreshness(() => clients.another(), settings.subscription);

    const units = new EventStoreUnitRegister(clients, settings, freshness);
    freshness.tells((id, revision) => units.hear(id, revision));

    return {
      module: EventStoreModule,
      providers: [
        { provide: EventStoreClients, useValue: clients },
        { provide: UnitFreshness, useValue: freshness },
        { provide: UnitRegister, useValue: units },
        { provide: UnitMovesRegister, useValue: new EventStoreUnitMovesRegister(clients, settings) },
        { provide: LawNoticeRegister, useValue: new EventStoreLawNoticeRegister(clients, settings) },
        { provide: ReferralRegister, useValue: new EventStoreReferralRegister(clients, settings) },
        { provide: ReferralKindsRegister, useValue: new EventStoreReferralKindsRegister(clients, settings) },
        { provide: SubscriptionRegister, useValue: new EventStoreSubscriptionRegister(clients, settings) },
        { provide: AccountRegister, useValue: new EventStoreAccountRegister(clients, settings) },
        { provide: DenialRegister, useValue: new EventStoreDenialRegister(clients, settings) },
        { provide: RecordHistory, useValue: new EventStoreRecordHistory(clients, settings) },
        { provide: EventStoreHealth, useValue: new EventStoreHealth(clients, settings) },
      ],
      exports: [
        UnitRegister,
        UnitMovesRegister,
        LawNoticeRegister,
        ReferralRegister,
        ReferralKindsRegister,
        SubscriptionRegister,
        AccountRegister,
        DenialRegister,
        RecordHistory,
        EventStoreHealth,
      ],
    };
  }

  onModuleInit(): void {
    this.freshness.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.freshness.stop();
    await this.clients.dispose();
  }
}
