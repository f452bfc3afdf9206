import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReferralKinds, Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { ReferralKindsRegister } from '../referral-kinds/referral-kinds-register';
import { UnitStandings } from '../unit/unit-standings';
import { ReferralRegister } from './referral-register';

/** The sender is the actor's unit. */
export type ReferralSending = Omit<Referrals.ReferralSending, 'sender' | 'receiver' | 'approver' | 'kinds'> &
  Readonly<{ receiver: string; approver: string | null }>;

export class SendReferral extends Command<Receipt> {
  constructor(
    readonly sending: ReferralSending,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(SendReferral)
export class SendReferralHandler implements ICommandHandler<SendReferral> {
  constructor(
    private readonly referrals: ReferralRegister,
    private readonly kinds: ReferralKindsRegister,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async execute({ sending, cause }: SendReferral): Promise<Receipt> {
    const requireServing = await this.units.serving(cause.actor);
    const { state: kinds } = await this.kinds.read(ReferralKinds.REFERRAL_KINDS_ID);
    const sender = await this.units.of(cause.actor.unit);
    const receiver = await this.units.of(sending.receiver);
    const approver = sending.approver === null ? null : await this.units.of(sending.approver);

    const decide = (state: Referrals.Referral) => {
      requireServing();
      return Referrals.sendReferral(state, { ...sending, kinds, sender, receiver, approver }, this.clock.now());
    };
    return this.referrals.change(sending.referralId, decide, cause);
  }
}
