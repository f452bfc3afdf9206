import { ApiProperty } from '@nestjs/swagger';
import type { ReferralOffers } from '@fuyuan/application';
import type { Referrals } from '@fuyuan/domain';
import { type Permission, roleFor, rolesFor, type Role } from '@fuyuan/identity';
import { Problem } from '@fuyuan/platform';
import { problemsOfExchange } from '../docs/refused-with';
import { ACT_TERMS } from './referral.terms';

class WhyNotView {
  @ApiProperty({ description: '规则代码，稳定 · The rule; stable', example: 'referral.is-sent' })
  rule!: string;

  @ApiProperty({ example: '移送尚未签收，现在不能办理该项。' })
  zh!: string;

  @ApiProperty({ example: 'The referral is not signed for yet; this cannot be done now.' })
  en!: string;
}

class OfferView {
  @ApiProperty({ enum: Object.keys(ACT_TERMS), example: 'accept' })
  act!: Referrals.ReferralAct;

  @ApiProperty({ example: '受理' })
  name!: string;

  @ApiProperty()
  may!: boolean;

  @ApiProperty({ type: WhyNotView, nullable: true, description: '不能办理的原因 · Why not' })
  whyNot!: WhyNotView | null;
}

/** Which acts the asker may do now, and why not the others. */
export class ActsView {
  @ApiProperty({ type: [OfferView] })
  acts!: OfferView[];

  @ApiProperty({ type: 'integer', description: '所依据的记录版本 · Revision on which this rests', example: 0 })
  revision!: number;
}

export const actsView = ({ offers, revision }: ReferralOffers, roles: readonly Role[]): ActsView => ({
  acts: offers.map((offer) => ({
    act: offer.act,
    name: ACT_TERMS[offer.act],
    ...answerTo(offer, roles),
  })),
  revision,
});

function answerTo(offer: Referrals.Offer, roles: readonly Role[]): Pick<OfferView, 'may' | 'whyNot'> {
  const permission: Permission = `${offer.act}-referral`;
  if (!roleFor(permission, roles))
    return { may: false, whyNot: whyNot('permission-denied', { permission, roles: rolesFor(permission) }) };
  return offer.may ? { may: true, whyNot: null } : { may: false, whyNot: whyNot(offer.rule, offer.particulars) };
}

const whyNot = (rule: string, values: Readonly<Record<string, string | number>>): WhyNotView => {
  const said = (language: 'zh' | 'en') =>
    problemsOfExchange.documentOf(new Problem(rule, { values }), { language, instance: '', correlationId: '' }).detail;
  return { rule, zh: said('zh'), en: said('en') };
};
