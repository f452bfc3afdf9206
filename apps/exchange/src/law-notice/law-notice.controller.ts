import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  CorrectLawNotice,
  PublishLawNotice,
  ShowLawNotice,
  ShowLawNoticeHistory,
  WithdrawLawNotice,
} from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { Reading } from '../docs/reading';
import { HistoryQuery } from '../history/history.request';
import { historyView, type HistoryView } from '../history/history.view';
import { saidWhen } from '../request/act.request';
import { answer } from '../request/answer';
import { actorOf, causeOf } from '../request/cause-of';
import { etagOf, idempotencyKeyOf } from '../request/headers';
import { newLawNoticeId } from '../request/request-identity';
import { correctDocs, historyDocs, publishDocs, showDocs, withdrawDocs } from './law-notice.docs';
import { linkOf, recordOf } from './law-notice.link';
import {
  CorrectLawNoticeRequest,
  LawNoticePath,
  PublishLawNoticeRequest,
  WithdrawLawNoticeRequest,
} from './law-notice.requests';
import { lawNoticeView, type LawNoticeView } from './law-notice.view';

/** What the publisher does, and what those who may know read. */
@ApiTags('法规更新通报 Law notices')
@Controller('v1/law-notices')
export class LawNoticeController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Act(publishDocs)
  @Permitted('publish-law-notice')
  @Post()
  async publish(
    @Body() { norm, addressees, legalBasis, occurredAt }: PublishLawNoticeRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const noticeId = newLawNoticeId(actorOf(request).person, idempotencyKeyOf(request.headers));
    const cause = causeOf(request, { act: 'publish-law-notice', record: recordOf(noticeId) });
    const publication = { noticeId, norm, addressees, legalBasis, ...saidWhen(occurredAt) };
    const receipt = await this.commands.execute(new PublishLawNotice(publication, cause));
    const record = linkOf(noticeId);
    reply.header('location', record.href);
    return answer(reply, receipt, record);
  }

  @Act(correctDocs)
  @Permitted('correct-law-notice')
  @Post(':noticeId/correct')
  async correct(
    @Param() { noticeId }: LawNoticePath,
    @Body() { norm, reason, legalBasis, occurredAt }: CorrectLawNoticeRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cause = causeOf(request, { act: 'correct-law-notice', record: recordOf(noticeId) });
    const correction = { noticeId, norm, reason, legalBasis, ...saidWhen(occurredAt) };
    return answer(reply, await this.commands.execute(new CorrectLawNotice(correction, cause)), linkOf(noticeId));
  }

  @Act(withdrawDocs)
  @Permitted('withdraw-law-notice')
  @Post(':noticeId/withdraw')
  async withdraw(
    @Param() { noticeId }: LawNoticePath,
    @Body() { reason, legalBasis, occurredAt }: WithdrawLawNoticeRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cause = causeOf(request, { act: 'withdraw-law-notice', record: recordOf(noticeId) });
    const withdrawal = { noticeId, reason, legalBasis, ...saidWhen(occurredAt) };
    return answer(reply, await this.commands.execute(new WithdrawLawNotice(withdrawal, cause)), linkOf(noticeId));
  }

  @Reading(showDocs)
  @Permitted('view-law-notice')
  @Get(':noticeId')
  async show(
    @Param() { noticeId }: LawNoticePath,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LawNoticeView> {
    const { state, revision } = await this.queries.execute(new ShowLawNotice(noticeId, actorOf(request)));
    reply.header('etag', etagOf(revision));
    return lawNoticeView(state, revision);
  }

  @Reading(historyDocs)
  @Permitted('view-law-notice')
  @Get(':noticeId/history')
  async history(
    @Param() { noticeId }: LawNoticePath,
    @Query() { from, limit }: HistoryQuery,
    @Req() request: FastifyRequest,
  ): Promise<HistoryView> {
    const asked = new ShowLawNoticeHistory(noticeId, actorOf(request), from, limit);
    return historyView(await this.queries.execute(asked));
  }
}
