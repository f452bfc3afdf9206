import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Subscriptions } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { SubscriptionRegister } from './subscription-register';

export class UnsubscribeUnit extends Command<Receipt> {
  constructor(
    readonly end: Subscriptions.SubscriptionEnd,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(UnsubscribeUnit)
export class UnsubscribeUnitHandler implements ICommandHandler<UnsubscribeUnit> {
  constructor(
    private readonly subscriptions: SubscriptionRegister,
    private readonly clock: Clock,
  ) {}

  execute({ end, cause }: UnsubscribeUnit): Promise<Receipt> {
    return this.subscriptions.change(
      end.unitId,
      (state) => Subscriptions.endSubscription(state, end, this.clock.now()),
      cause,
    );
  }
}
