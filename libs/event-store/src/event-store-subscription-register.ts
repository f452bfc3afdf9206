import { Subscriptions, type Subscription, type SubscriptionEvent } from '@fuyuan/domain';
import type { EventStoreClients } from './event-store-clients';
import { EventStoreRegister } from './event-store-register';
import type { EventStoreSettings } from './options';
import { subscriptionCodec } from './subscription.codec';

export class EventStoreSubscriptionRegister extends EventStoreRegister<Subscription, SubscriptionEvent> {
  constructor(clients: EventStoreClients, settings: EventStoreSettings) {
    const { initial, evolve } = Subscriptions;
    super({ category: 'subscription', codec: subscriptionCodec, initial, evolve }, clients, settings);
  }
}
