import { Module } from '@nestjs/common';
import type { ReadSideApp } from '@fuyuan/read-side';
import { lawNoticesView, referralKindsView, referralsView, unitsView } from '@fuyuan/views';

@Module({})
class GovernmentModule {}

/** What the government sees. */
export const government: ReadSideApp = {
  audience: 'government',
  name: '政府 Government',
  views: [unitsView, referralKindsView, referralsView, lawNoticesView],
  module: GovernmentModule,
};
