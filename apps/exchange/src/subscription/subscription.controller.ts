import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ShowSubscriptionHistory, SubscribeUnit, UnsubscribeUnit } from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { Reading } from '../docs/reading';
import { HistoryQuery } from '../history/history.request';
import { historyView, type HistoryView } from '../history/history.view';
import { ActRequest, saidWhen } from '../request/act.request';
import { Counter } from '../request/counter';
import { UnitPath } from '../unit/unit.requests';
import { subscribeDocs, subscriptionHistoryDocs, unsubscribeDocs } from './subscription.docs';
import { SubscribeUnitRequest } from './subscription.requests';

const recordOf = (unitId: string) => ({
  record: `subscriptions/${unitId}`,
  link: { id: unitId, href: `/v1/units/${unitId}/subscription/history` },
});

/** What the office records when data go to the system of a unit, and when they no longer do. */
@ApiTags('单位 Units')
@Controller('v1/units/:unitId')
export class SubscriptionController {
  constructor(
    private readonly counter: Counter,
    private readonly queries: QueryBus,
  ) {}

  @Act(subscribeDocs)
  @Permitted('subscribe-unit')
  @Post('subscribe')
  subscribe(
    @Param() { unitId }: UnitPath,
    @Body() { occurredAt, ...body }: SubscribeUnitRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      { act: 'subscribe-unit', ...recordOf(unitId), request, reply },
      (cause) => new SubscribeUnit({ unitId, ...body, ...saidWhen(occurredAt) }, cause),
    );
  }

  @Act(unsubscribeDocs)
  @Permitted('unsubscribe-unit')
  @Post('unsubscribe')
  unsubscribe(
    @Param() { unitId }: UnitPath,
    @Body() { occurredAt, ...body }: ActRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      { act: 'unsubscribe-unit', ...recordOf(unitId), request, reply },
      (cause) => new UnsubscribeUnit({ unitId, ...body, ...saidWhen(occurredAt) }, cause),
    );
  }

  @Reading(subscriptionHistoryDocs)
  @Permitted('view-subscription')
  @Get('subscription/history')
  async history(@Param() { unitId }: UnitPath, @Query() { from, limit }: HistoryQuery): Promise<HistoryView> {
    return historyView(await this.queries.execute(new ShowSubscriptionHistory(unitId, from, limit)));
  }
}
