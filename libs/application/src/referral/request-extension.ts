import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class RequestReferralExtension extends Command<Receipt> {
  constructor(
    readonly request: Said<Referrals.ExtensionRequest>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(RequestReferralExtension)
export class RequestReferralExtensionHandler implements ICommandHandler<RequestReferralExtension> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ request, cause }: RequestReferralExtension): Promise<Receipt> {
    return this.desk.change(request.referralId, cause, (state, by, now) =>
      Referrals.requestExtension(state, { ...request, ...by }, now),
    );
  }
}
