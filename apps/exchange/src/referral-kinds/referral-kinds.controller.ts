import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddReferralKind, EndReferralKind, ShowReferralKinds, ShowReferralKindsHistory } from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { Reading } from '../docs/reading';
import { HistoryQuery } from '../history/history.request';
import { historyView, type HistoryView } from '../history/history.view';
import { saidWhen } from '../request/act.request';
import { Counter } from '../request/counter';
import { addDocs, endDocs, historyDocs, showDocs } from './referral-kinds.docs';
import { AddReferralKindRequest, EndReferralKindRequest, KindPath, KindsQuery } from './referral-kinds.requests';
import { referralKindsView, type ReferralKindsView } from './referral-kinds.view';

const RECORD = 'referral-kinds';
const LINK = { id: RECORD, href: '/v1/referral-kinds' };

@ApiTags('移送类别 Kinds of referrals')
@Controller('v1/referral-kinds')
export class ReferralKindsController {
  constructor(
    private readonly counter: Counter,
    private readonly queries: QueryBus,
  ) {}

  @Act(addDocs)
  @Permitted('add-referral-kind')
  @Post(':code/add')
  add(
    @Param() { code }: KindPath,
    @Body() { occurredAt, ...kind }: AddReferralKindRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      { act: `add-referral-kind ${code}`, record: RECORD, request, reply, link: LINK },
      (cause) => new AddReferralKind({ code, ...kind, ...saidWhen(occurredAt) }, cause),
    );
  }

  @Act(endDocs)
  @Permitted('end-referral-kind')
  @Post(':code/end')
  end(
    @Param() { code }: KindPath,
    @Body() { occurredAt, ...ending }: EndReferralKindRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      { act: `end-referral-kind ${code}`, record: RECORD, request, reply, link: LINK },
      (cause) => new EndReferralKind({ code, ...ending, ...saidWhen(occurredAt) }, cause),
    );
  }

  @Reading(showDocs)
  @Permitted('view-referral-kinds')
  @Get()
  async show(@Query() { on }: KindsQuery): Promise<ReferralKindsView> {
    return referralKindsView(await this.queries.execute(new ShowReferralKinds(on)));
  }

  @Reading(historyDocs)
  @Permitted('view-referral-kinds')
  @Get('history')
  async history(@Query() { from, limit }: HistoryQuery): Promise<HistoryView> {
    return historyView(await this.queries.execute(new ShowReferralKindsHistory(from, limit)));
  }
}
