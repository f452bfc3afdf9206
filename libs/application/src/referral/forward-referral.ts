import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { UnitStandings } from '../unit/unit-standings';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's; `receiver` is the unit that is to have it. */
export type ReferralForwarding = Omit<Said<Referrals.ReferralForwarding>, 'receiver'> & Readonly<{ receiver: string }>;

export class ForwardReferral extends Command<Receipt> {
  constructor(
    readonly forwarding: ReferralForwarding,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(ForwardReferral)
export class ForwardReferralHandler implements ICommandHandler<ForwardReferral> {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly units: UnitStandings,
  ) {}

  async execute({ forwarding, cause }: ForwardReferral): Promise<Receipt> {
    const receiver = await this.units.of(forwarding.receiver);
    return this.desk.change(forwarding.referralId, cause, (state, by, now) =>
      Referrals.forwardReferral(state, { ...forwarding, ...by, receiver }, now),
    );
  }
}
