import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permitted, type Actor } from '@fuyuan/identity';
import { initialKinds, type KindRow, referralKindsProjection, rowsOfKinds } from '@fuyuan/projections';
import { Format, HandedOut } from '../export/docs';
import { handOut, type ExportFormat } from '../export/hand-out';
import { Shown, type QuestionDocs } from '../reading/docs';
import { ReadSide, shanghaiDay } from '../reading/read-side';
import { ReadingRoom } from '../reading/reading-room';
import { OnDayQuery } from '../units/units.requests';
import { kindsSheet } from './referral-kinds.sheet';
import { KindsView, kindView } from './referral-kinds.view';

export class KindsExportQuery extends OnDayQuery {
  @Format()
  format: ExportFormat = 'xlsx';
}

const listDocs: QuestionDocs<KindsView> = {
  summary: '移送类别目录 · The kinds of referrals',
  description: '某一天可用的移送类别。· Those of which a referral may be sent on a day.',
  view: KindsView,
  example: { on: '2026-03-02', kinds: rowsOfKinds(initialKinds).slice(0, 2).map(kindView) },
};

@ApiTags('移送类别 Kinds of referrals')
@Controller('v1/referral-kinds')
export class ReferralKindsController {
  constructor(
    private readonly room: ReadingRoom,
    private readonly side: ReadSide,
  ) {}

  @Shown(listDocs)
  @Permitted('view-referral-kinds')
  @Get()
  async list(@Query() query: OnDayQuery, @CurrentActor() actor: Actor): Promise<KindsView> {
    await this.room.admit(actor);
    return this.standingOn(query);
  }

  @HandedOut({ summary: '导出移送类别目录 · Hand out the kinds of referrals' })
  @Permitted('view-referral-kinds')
  @Get('export')
  async export(@Query() query: KindsExportQuery, @CurrentActor() actor: Actor) {
    await this.room.admit(actor);
    const { on, kinds } = await this.standingOn(query);
    return handOut(kindsSheet, once(kinds), { format: query.format, day: on });
  }

  private async standingOn({ on = shanghaiDay(this.side.now()), after, wait }: OnDayQuery): Promise<KindsView> {
    const fresh = { ...(after ? { after } : {}), wait };
    const { db } = await this.room.view(referralKindsProjection, fresh);
    const told = await db.selectFrom('kinds').selectAll().orderBy('nth').execute();
    const rows: readonly KindRow[] = told.length > 0 ? told : rowsOfKinds(initialKinds);
    const stands = ({ effective_on, ends_on }: KindRow) =>
      (effective_on === null || effective_on <= on) && (ends_on === null || on < ends_on);
    return { on, kinds: rows.filter(stands).map(kindView) };
  }
}

async function* once<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}
