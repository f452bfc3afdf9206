import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReferralKinds } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitStandings } from '../unit/unit-standings';
import { ReferralKindsRegister } from './referral-kinds-register';

/** The acting unit is the actor's. */
export class EndReferralKind extends Command<Receipt> {
  constructor(
    readonly ending: Omit<ReferralKinds.KindEnding, 'unit'>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(EndReferralKind)
export class EndReferralKindHandler implements ICommandHandler<EndReferralKind> {
  constructor(
    private readonly kinds: ReferralKindsRegister,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async execute({ ending, cause }: EndReferralKind): Promise<Receipt> {
    const unit = await this.units.of(cause.actor.unit);
    return this.kinds.change(
      ReferralKinds.REFERRAL_KINDS_ID,
      (state) => ReferralKinds.endReferralKind(state, { ...ending, unit }, this.clock.now()),
      cause,
    );
  }
}
