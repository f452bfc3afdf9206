import { LawNotices, type LawNotice, type LawNoticeEvent } from '@fuyuan/domain';
import type { EventStoreClients } from './event-store-clients';
import { EventStoreRegister } from './event-store-register';
import { lawNoticeCodec } from './law-notice.codec';
import type { EventStoreSettings } from './options';

export class EventStoreLawNoticeRegister extends EventStoreRegister<LawNotice, LawNoticeEvent> {
  constructor(clients: EventStoreClients, settings: EventStoreSettings) {
    const { initial, evolve } = LawNotices;
    super({ category: 'lawNotice', codec: lawNoticeCodec, initial, evolve }, clients, settings);
  }
}
