import { ReferralKinds, type ReferralKindsEvent } from '@fuyuan/domain';
import type { EventStoreClients } from './event-store-clients';
import { EventStoreRegister } from './event-store-register';
import type { EventStoreSettings } from './options';
import { referralKindsCodec } from './referral-kinds.codec';

/** A list of codes is a record of its own: `codeList-<id>`. */
export class EventStoreReferralKindsRegister extends EventStoreRegister<
  ReferralKinds.ReferralKinds,
  ReferralKindsEvent
> {
  constructor(clients: EventStoreClients, settings: EventStoreSettings) {
    const { initial, evolve } = ReferralKinds;
    super({ category: 'codeList', codec: referralKindsCodec, initial, evolve }, clients, settings);
  }
}
