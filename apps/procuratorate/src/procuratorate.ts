import { Module } from '@nestjs/common';
import type { ReadSideApp } from '@fuyuan/read-side';
import { lawNoticesView, referralKindsView, referralsView, unitsView } from '@fuyuan/views';

@Module({})
class ProcuratorateModule {}

/** What the procuratorate sees. */
export const procuratorate: ReadSideApp = {
  audience: 'procuratorate',
  name: '检察院 Procuratorate',
  views: [unitsView, referralKindsView, referralsView, lawNoticesView],
  module: ProcuratorateModule,
};
