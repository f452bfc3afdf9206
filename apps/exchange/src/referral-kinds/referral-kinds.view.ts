import { ApiProperty } from '@nestjs/swagger';
import type { StandingKinds } from '@fuyuan/application';
import { ReferralKindView } from '../referral/referral.view';

class ListedKindView extends ReferralKindView {
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '生效日期，原有类别为 null · From when' })
  effectiveOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: '终止日期 · Until before when' })
  endsOn!: string | null;
}

/** The kinds of which a referral may be sent on a day. */
export class ReferralKindsView {
  @ApiProperty({ format: 'date', example: '2026-03-02' })
  day!: string;

  @ApiProperty({ type: [ListedKindView] })
  kinds!: ListedKindView[];
}

export const referralKindsView = ({ day, kinds }: StandingKinds): ReferralKindsView => ({
  day,
  kinds: kinds.map(({ endReason: _, ...kind }) => kind),
});
