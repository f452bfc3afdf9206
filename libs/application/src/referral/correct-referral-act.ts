import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals, type ReferralEvent } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { RecordHistory } from '../history';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import { ReferralsInSight } from './referrals-in-sight';
import type { Said } from './said';

/** The acting unit is the actor's; `revision` is that of the mistaken act in the record's history. */
export type ReferralActCorrection = Omit<Said<Referrals.ReferralActCorrection>, 'act'>;

export class CorrectReferralAct extends Command<Receipt> {
  constructor(
    readonly correction: ReferralActCorrection,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(CorrectReferralAct)
export class CorrectReferralActHandler implements ICommandHandler<CorrectReferralAct> {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly inSight: ReferralsInSight,
    private readonly history: RecordHistory,
  ) {}

  async execute({ correction, cause }: CorrectReferralAct): Promise<Receipt> {
    const { referralId, revision } = correction;
    const { sight } = await this.inSight.of(cause.actor, referralId);
    const isSeen = sight.until === null || revision <= sight.until;
    const act = isSeen ? await this.actAt(referralId, revision) : null;
    return this.desk.change(referralId, cause, (state, by, now) =>
      Referrals.correctReferralAct(state, { ...correction, ...by, act }, now),
    );
  }

  /** What is on record never changes: it can be looked up before the decision. */
  private async actAt(referralId: string, revision: number): Promise<Referrals.RecordedAct | null> {
    const { entries } = await this.history.of(`referral-${referralId}`, revision, 1);
    const [entry] = entries;
    if (entry?.revision !== revision) return null;

    const { unitId } = entry.data as ReferralEvent['data'];
    return { revision, type: entry.type as ReferralEvent['type'], unitId };
  }
}
