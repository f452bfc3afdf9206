import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permitted, type Actor } from '@fuyuan/identity';
import { lawNoticesProjection } from '@fuyuan/projections';
import { HandedOut } from '../export/docs';
import { handOut } from '../export/hand-out';
import { keysIn } from '../reading/cursor';
import { Shown } from '../reading/docs';
import { FreshQuery, pageOf } from '../reading/page';
import { ReadSide, shanghaiDay } from '../reading/read-side';
import { ReadingRoom } from '../reading/reading-room';
import { noticeLine, noticeView, type NoticesPageView, type NoticeView } from './law-notice.view';
import { listDocs, showDocs, summaryDocs } from './law-notices.docs';
import { noticeKeys } from './law-notices.query';
import { NoticeFilters, NoticePath, NoticesExportQuery, NoticesQuery } from './law-notices.requests';
import { noticesSheet } from './law-notices.sheet';
import { LawNoticesShelf } from './law-notices.shelf';
import { summaryView, type NoticesSummaryView } from './notices-summary.view';

/** Law notices: the inbox of a unit, and what others owe on its own. */
@ApiTags('法规更新通报 Law notices')
@Controller('v1/law-notices')
export class LawNoticesController {
  constructor(
    private readonly room: ReadingRoom,
    private readonly shelf: LawNoticesShelf,
    private readonly side: ReadSide,
  ) {}

  @Shown(listDocs)
  @Permitted('view-law-notice')
  @Get()
  async list(@Query() query: NoticesQuery, @CurrentActor() actor: Actor): Promise<NoticesPageView> {
    const asker = await this.room.admit(actor);
    const { after, wait, limit, cursor, sort, order, ...asked } = query;
    const sorting = { sort, order };
    const question = { view: 'law-notices', ...asked, ...sorting };
    const from = cursor === undefined ? null : keysIn(question, cursor);
    const fresh = { ...(after ? { after } : {}), wait };
    const rows = await this.shelf.list(asker, asked, { fresh, limit: limit + 1, after: from, sorting });
    const { items, next } = pageOf(rows, limit, { question, keysOf: noticeKeys(sorting) });
    return { items: items.map((line) => noticeLine(line, asker.directory)), next };
  }

  @Shown(summaryDocs)
  @Permitted('view-law-notice')
  @Get('summary')
  async summary(@Query() query: NoticeFilters, @CurrentActor() actor: Actor): Promise<NoticesSummaryView> {
    const asker = await this.room.admit(actor);
    const { after, wait, ...asked } = query;
    return summaryView(await this.shelf.counts(asker, asked, { ...(after ? { after } : {}), wait }), asker.directory);
  }

  @HandedOut({ summary: '导出法规更新通报 · Hand out the list of law notices' })
  @Permitted('view-law-notice')
  @Get('export')
  async export(@Query() query: NoticesExportQuery, @CurrentActor() actor: Actor) {
    const asker = await this.room.admit(actor);
    const { after, wait, format, ...asked } = query;
    // Refused before the first byte of the file, since afterwards it could only break off.
    await this.room.view(lawNoticesProjection, { ...(after ? { after } : {}), wait });
    const day = shanghaiDay(this.side.now());
    return handOut(noticesSheet(asker.directory), this.shelf.pages(asker, asked), { format, day });
  }

  @Shown(showDocs)
  @Permitted('view-law-notice')
  @Get(':noticeId')
  async show(
    @Param() { noticeId }: NoticePath,
    @Query() { after, wait }: FreshQuery,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView> {
    const asker = await this.room.admit(actor);
    const whole = await this.shelf.one(asker, noticeId, { ...(after ? { after } : {}), wait });
    return noticeView(whole, asker.directory);
  }
}
