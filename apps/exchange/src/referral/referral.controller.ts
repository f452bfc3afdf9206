import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SendReferral, ShowReferral, ShowReferralActs, ShowReferralHistory } from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { Reading } from '../docs/reading';
import { HistoryQuery } from '../history/history.request';
import { historyView, type HistoryView } from '../history/history.view';
import { saidWhen } from '../request/act.request';
import { actorOf } from '../request/cause-of';
import { Counter } from '../request/counter';
import { etagOf, idempotencyKeyOf } from '../request/headers';
import { newReferralId } from '../request/request-identity';
import { actsView, type ActsView } from './acts.view';
import { asked } from './asked';
import { actsDocs, historyDocs, sendDocs, showDocs } from './referral.docs';
import { linkOf } from './referral.link';
import { referralView, type ReferralView } from './referral.view';
import { ReferralPath, SendReferralRequest } from './send-referral.request';

/** Sending a referral, and what those who may know read of it. */
@ApiTags('移送 Referrals')
@Controller('v1/referrals')
export class ReferralController {
  constructor(
    private readonly counter: Counter,
    private readonly queries: QueryBus,
  ) {}

  @Act(sendDocs)
  @Permitted('send-referral')
  @Post()
  send(
    @Body() { kind: kindCode, occurredAt, ...body }: SendReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const referralId = newReferralId(actorOf(request).person, idempotencyKeyOf(request.headers));
    const sending = { referralId, kindCode, ...body, ...saidWhen(occurredAt) };
    reply.header('location', linkOf(referralId).href);
    return this.counter.take(
      asked('send-referral', referralId, { request, reply }),
      (cause) => new SendReferral(sending, cause),
    );
  }

  @Reading(showDocs)
  @Permitted('view-referral')
  @Get(':referralId')
  async show(
    @Param() { referralId }: ReferralPath,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    const seen = await this.queries.execute(new ShowReferral(referralId, actorOf(request)));
    reply.header('etag', etagOf(seen.revision));
    return referralView(seen);
  }

  @Reading(historyDocs)
  @Permitted('view-referral')
  @Get(':referralId/history')
  async history(
    @Param() { referralId }: ReferralPath,
    @Query() { from, limit }: HistoryQuery,
    @Req() request: FastifyRequest,
  ): Promise<HistoryView> {
    return historyView(await this.queries.execute(new ShowReferralHistory(referralId, actorOf(request), from, limit)));
  }

  @Reading(actsDocs)
  @Permitted('view-referral')
  @Get(':referralId/acts')
  async acts(
    @Param() { referralId }: ReferralPath,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActsView> {
    const offers = await this.queries.execute(new ShowReferralActs(referralId, actorOf(request)));
    reply.header('etag', etagOf(offers.revision));
    return actsView(offers, request.actor?.roles ?? []);
  }
}
