import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permitted, type Actor } from '@fuyuan/identity';
import { Uuid } from '@fuyuan/platform';
import { referralsProjection } from '@fuyuan/projections';
import { HandedOut } from '../export/docs';
import { handOut } from '../export/hand-out';
import { LIST_REFUSALS, Shown } from '../reading/docs';
import { FreshQuery } from '../reading/page';
import { ReadSide, shanghaiDay } from '../reading/read-side';
import { ReadingRoom } from '../reading/reading-room';
import { ReferralDesk } from './referral-desk';
import { ReferralLine } from './referral-line.view';
import { ReferralSummary } from './referral-summary.view';
import { SeenReferralView } from './referral.view';
import { listExample, summaryExample, viewExample } from './referral.examples';
import { ReferralsExportQuery, ReferralsQuery, ReferralSummaryQuery } from './referrals.query';
import { referralsSheet } from './referrals.sheet';

class ReferralPath {
  @Uuid({ description: '移送编号 · Id of the referral' })
  referralId!: string;
}

/** One page of referrals. */
export class ReferralList {
  @ApiProperty({ type: [ReferralLine] })
  items!: ReferralLine[];

  @ApiProperty({ type: String, nullable: true, description: '下一页的 cursor，末页为 null · Of the next page' })
  next!: string | null;
}

const WHO_SEES =
  '只含本单位可知悉的移送；办公室另见本地区未限定知悉的移送，审计见本系统所知的全部。已退回的单位所见止于退回时。· Holds what the asker may know and nothing else: their unit’s, for the office also its region’s unless restricted, for an auditor all that this side has.';

/** Referrals as a unit, the office of a region and an auditor look for them. */
@ApiTags('移送 Referrals')
@Controller('v1/referrals')
export class ReferralsController {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly room: ReadingRoom,
    private readonly side: ReadSide,
  ) {}

  @Shown({
    summary: '移送列表 · List referrals',
    description: `按条件筛选、检索、排序，逐页返回。${WHO_SEES}`,
    view: ReferralList,
    example: listExample,
    refusals: LIST_REFUSALS,
  })
  @Permitted('view-referral')
  @Get()
  list(@Query() query: ReferralsQuery, @CurrentActor() actor: Actor): Promise<ReferralList> {
    return this.desk.list(actor, query);
  }

  @Shown({
    summary: '移送统计（件） · Count referrals',
    description: `按状态、待办单位、移送单位、承办单位、类别计数，各列全部、未了结和超期，条件与列表相同。${WHO_SEES}`,
    view: ReferralSummary,
    example: summaryExample,
  })
  @Permitted('view-referral')
  @Get('summary')
  summary(@Query() query: ReferralSummaryQuery, @CurrentActor() actor: Actor): Promise<ReferralSummary> {
    return this.desk.summary(actor, query);
  }

  @HandedOut({ summary: '导出移送 · Hand out the list of referrals' })
  @Permitted('view-referral')
  @Get('export')
  async export(@Query() query: ReferralsExportQuery, @CurrentActor() actor: Actor) {
    await this.room.admit(actor);
    // Refused before the first byte of the file, since afterwards it could only break off.
    await this.room.view(referralsProjection, query);
    const day = shanghaiDay(this.side.now());
    return handOut(referralsSheet, this.desk.pages(actor, query), { format: query.format, day });
  }

  @Shown({
    summary: '查看移送 · Show a referral',
    description: `状态、转办链及每一环节所用时间、全部办理。无权知悉的视同没有（404）。${WHO_SEES}`,
    view: SeenReferralView,
    example: viewExample,
    refusals: ['not-in-sight'],
  })
  @Permitted('view-referral')
  @Get(':referralId')
  show(
    @Param() { referralId }: ReferralPath,
    @Query() query: FreshQuery,
    @CurrentActor() actor: Actor,
  ): Promise<SeenReferralView> {
    return this.desk.show(actor, referralId, query);
  }
}
