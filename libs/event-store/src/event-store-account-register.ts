import { Accounts, type AccountEvent } from '@fuyuan/domain';
import { accountCodec } from './account.codec';
import type { EventStoreClients } from './event-store-clients';
import { EventStoreRegister } from './event-store-register';
import type { EventStoreSettings } from './options';

export class EventStoreAccountRegister extends EventStoreRegister<Accounts.Account, AccountEvent> {
  constructor(clients: EventStoreClients, settings: EventStoreSettings) {
    const { initial, evolve } = Accounts;
    super({ category: 'account', codec: accountCodec, initial, evolve }, clients, settings);
  }
}
