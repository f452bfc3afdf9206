import type { SubscriptionEvent } from '@fuyuan/domain';
import { codec } from './codec';

export const subscriptionCodec = codec<SubscriptionEvent>({
  SubscriptionStarted: { upcasts: [] },
  SubscriptionEnded: { upcasts: [] },
});
