import { Denials, type DenialEvent } from '@fuyuan/domain';
import { denialCodec } from './denial.codec';
import type { EventStoreClients } from './event-store-clients';
import { EventStoreRegister } from './event-store-register';
import type { EventStoreSettings } from './options';

export class EventStoreDenialRegister extends EventStoreRegister<Denials.DayOfDenials, DenialEvent> {
  constructor(clients: EventStoreClients, settings: EventStoreSettings) {
    const { initial, evolve } = Denials;
    super({ category: 'denials', codec: denialCodec, initial, evolve }, clients, settings);
  }
}
