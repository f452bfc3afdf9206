import type { Subscription, SubscriptionEvent } from '@fuyuan/domain';
import { Register } from '../register';

/** Port: which units' own systems are told what the unit may see. Streams `subscription-<unitId>`. */
export abstract class SubscriptionRegister extends Register<Subscription, SubscriptionEvent> {}
