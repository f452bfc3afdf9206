import { Module } from '@nestjs/common';
import type { ReadSideApp } from '@fuyuan/read-side';
import { lawNoticesView, referralKindsView, referralsView, unitsView } from '@fuyuan/views';

@Module({})
class CourtModule {}

/** What the court sees. */
export const court: ReadSideApp = {
  audience: 'court',
  name: '法院 Court',
  views: [unitsView, referralKindsView, referralsView, lawNoticesView],
  module: CourtModule,
};
