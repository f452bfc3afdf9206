import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReferralKinds, Referrals, type Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { ReferralKindsRegister } from '../referral-kinds/referral-kinds-register';
import { UnitStandings } from '../unit/unit-standings';
import { ReferralRegister } from './referral-register';

/** The sender is the actor's unit. */
export type ReferralSending = Omit<
  Referrals.ReferralSending,
  'sender' | 'receiver' | 'approver' | 'supervisor' | 'kinds'
> &
  Readonly<{ receiver: string; approver: string | null; supervisor: string | null }>;

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
    const approver = await this.ifNamed(sending.approver);
    const supervisor = await this.ifNamed(sending.supervisor);

    const decide = (state: Referrals.Referral) => {
      requireServing();
      const named = { sender, receiver, approver, supervisor };
      return Referrals.sendReferral(state, { ...sending, ...named, kinds }, this.clock.now());
    };
    return this.referrals.change(sending.referralId, decide, cause);
  }

  private async ifNamed(unitId: string | null): Promise<Units.UnitStanding | null> {
    return unitId === null ? null : this.units.of(unitId);
  }
}
