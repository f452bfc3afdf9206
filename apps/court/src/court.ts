import { Module } from '@nestjs/common';
import type { ReadSideApp } from '@fuyuan/read-side';
import { lawNoticesView, referralKindsView, referralsView, unitsView } from '@fuyuan/views';
import { projections } from './court.projections';

@Module({})
class CourtModule {}

/** What the court sees. */
export const court: ReadSideApp = {
  audience: 'court',
  name: '法院 Court',
  projections,
  views: [unitsView, referralKindsView, referralsView, lawNoticesView],
  module: CourtModule,
};
