import { ShowSubscriptionHistoryHandler } from './show-subscription-history';
import { SubscribeUnitHandler } from './subscribe-unit';
import { UnsubscribeUnitHandler } from './unsubscribe-unit';

export const subscriptionUseCases = [SubscribeUnitHandler, UnsubscribeUnitHandler, ShowSubscriptionHistoryHandler];
