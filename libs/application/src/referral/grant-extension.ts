import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class GrantReferralExtension extends Command<Receipt> {
  constructor(
    readonly grant: Said<Referrals.ExtensionGrant>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(GrantReferralExtension)
export class GrantReferralExtensionHandler implements ICommandHandler<GrantReferralExtension> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ grant, cause }: GrantReferralExtension): Promise<Receipt> {
    return this.desk.change(grant.referralId, cause, (state, by, now) =>
      Referrals.grantExtension(state, { ...grant, ...by }, now),
    );
  }
}
