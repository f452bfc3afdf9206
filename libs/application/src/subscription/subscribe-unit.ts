import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Subscriptions } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitStandings } from '../unit/unit-standings';
import { SubscriptionRegister } from './subscription-register';

export class SubscribeUnit extends Command<Receipt> {
  constructor(
    readonly start: Omit<Subscriptions.SubscriptionStart, 'unit'>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(SubscribeUnit)
export class SubscribeUnitHandler implements ICommandHandler<SubscribeUnit> {
  constructor(
    private readonly subscriptions: SubscriptionRegister,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async execute({ start, cause }: SubscribeUnit): Promise<Receipt> {
    const unit = await this.units.of(start.unitId);
    return this.subscriptions.change(
      start.unitId,
      (state) => Subscriptions.startSubscription(state, { ...start, unit }, this.clock.now()),
      cause,
    );
  }
}
