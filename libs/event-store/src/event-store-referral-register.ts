import { Referrals, type Referral, type ReferralEvent } from '@fuyuan/domain';
import type { EventStoreClients } from './event-store-clients';
import { EventStoreRegister } from './event-store-register';
import type { EventStoreSettings } from './options';
import { referralCodec } from './referral.codec';

export class EventStoreReferralRegister extends EventStoreRegister<Referral, ReferralEvent> {
  constructor(clients: EventStoreClients, settings: EventStoreSettings) {
    const { initial, evolve } = Referrals;
    super({ category: 'referral', codec: referralCodec, initial, evolve }, clients, settings);
  }
}
