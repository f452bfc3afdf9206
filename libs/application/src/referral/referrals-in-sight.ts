import { Injectable } from '@nestjs/common';
import { Referrals } from '@fuyuan/domain';
import type { Actor } from '../cause';
import { RecordHidden, RecordNotYours, RecordUnknown } from '../refusals';
import { UnitStandings } from '../unit/unit-standings';
import { ReferralRegister } from './referral-register';

/** A referral as far as the asker may see it, with all that a decision needs to know of the asker. */
export type ReferralInSight = Readonly<{
  state: Referrals.KnownReferral;
  revision: number;
  sight: Referrals.ReferralSight;
  by: Acting;
}>;

/** Who acts, as the decisions ask for it. */
export type Acting = Pick<Referrals.ActOnReferral, 'unit' | 'role'> & Readonly<{ heirs: Referrals.Heirs }>;

/**
 * Referrals as far as the asker may see them. One of a restricted kind that is not for the asker is refused as if it
 * did not exist. Errors: RecordUnknown, RecordNotYours, RuleBroken for a liaison officer who was replaced.
 */
@Injectable()
export class ReferralsInSight {
  constructor(
    private readonly referrals: ReferralRegister,
    private readonly units: UnitStandings,
  ) {}

  async of(actor: Actor, referralId: string): Promise<ReferralInSight> {
    const { state, revision } = await this.referrals.read(referralId);
    const heirs = await this.units.heirsOf(Referrals.partiesOf(state));
    const unit = await this.units.of(actor.unit);
    const viewer = { unit: actor.unit, role: actor.role, region: unit.regionCode, heirs };
    const sight = Referrals.referralInSight(state, viewer);

    if (state.status === 'unknown') throw new RecordUnknown(`No referral ${referralId} was sent.`);
    if (!sight && state.matter.sending.kind.restricted) throw new RecordHidden(`No referral ${referralId} was sent.`);
    if (!sight) throw new RecordNotYours(`The referral is not for ${actor.unit}.`);
    return { state, revision: sight.until ?? revision, sight, by: { unit, role: actor.role, heirs } };
  }
}
