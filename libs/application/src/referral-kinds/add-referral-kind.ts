import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReferralKinds } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitStandings } from '../unit/unit-standings';
import { ReferralKindsRegister } from './referral-kinds-register';

/** The acting unit is the actor's. */
export class AddReferralKind extends Command<Receipt> {
  constructor(
    readonly addition: Omit<ReferralKinds.KindAddition, 'unit'>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AddReferralKind)
export class AddReferralKindHandler implements ICommandHandler<AddReferralKind> {
  constructor(
    private readonly kinds: ReferralKindsRegister,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async execute({ addition, cause }: AddReferralKind): Promise<Receipt> {
    const unit = await this.units.of(cause.actor.unit);
    return this.kinds.change(
      ReferralKinds.REFERRAL_KINDS_ID,
      (state) => ReferralKinds.addReferralKind(state, { ...addition, unit }, this.clock.now()),
      cause,
    );
  }
}
