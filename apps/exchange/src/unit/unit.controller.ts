import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock, RegisterUnit, RetireUnit, ShowUnit, ShowUnitHistory } from '@fuyuan/application';
import { shanghaiDate } from '@fuyuan/domain';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { Reading } from '../docs/reading';
import { HistoryQuery } from '../history/history.request';
import { historyView, type HistoryView } from '../history/history.view';
import { saidWhen } from '../request/act.request';
import { answer } from '../request/answer';
import { causeOf } from '../request/cause-of';
import { etagOf } from '../request/headers';
import { historyDocs, registerDocs, retireDocs, showDocs } from './unit.docs';
import { RegisterUnitRequest, RetireUnitRequest, UnitPath, UnitQuery } from './unit.requests';
import { unitView, type UnitView } from './unit.view';

const linkOf = (unitId: string) => ({ id: unitId, href: `/v1/units/${unitId}` });

@ApiTags('单位 Units')
@Controller('v1/units')
export class UnitController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly clock: Clock,
  ) {}

  @Act(registerDocs)
  @Permitted('register-unit')
  @Post(':unitId/register')
  async register(
    @Param() { unitId }: UnitPath,
    @Body() { legalBasis, occurredAt, officers = [], ...profile }: RegisterUnitRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cause = causeOf(request, { act: 'register-unit', record: `units/${unitId}` });
    const registration = { unitId, profile, officers, legalBasis, ...saidWhen(occurredAt) };
    const receipt = await this.commands.execute(new RegisterUnit(registration, cause));
    const record = linkOf(unitId);
    if (receipt.recorded) reply.header('location', record.href);
    return answer(reply, receipt, record);
  }

  @Act(retireDocs)
  @Permitted('retire-unit')
  @Post(':unitId/retire')
  async retire(
    @Param() { unitId }: UnitPath,
    @Body() { effectiveOn, reason, legalBasis, occurredAt }: RetireUnitRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cause = causeOf(request, { act: 'retire-unit', record: `units/${unitId}` });
    const retirement = { unitId, effectiveOn, reason, legalBasis, ...saidWhen(occurredAt) };
    return answer(reply, await this.commands.execute(new RetireUnit(retirement, cause)), linkOf(unitId));
  }

  @Reading(showDocs)
  @Permitted('view-unit')
  @Get(':unitId')
  async show(
    @Param() { unitId }: UnitPath,
    @Query() { on }: UnitQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UnitView> {
    const standing = await this.queries.execute(new ShowUnit(unitId));
    reply.header('etag', etagOf(standing.revision));
    return unitView(standing, on ?? shanghaiDate(this.clock.now()));
  }

  @Reading(historyDocs)
  @Permitted('view-unit')
  @Get(':unitId/history')
  async history(@Param() { unitId }: UnitPath, @Query() { from, limit }: HistoryQuery): Promise<HistoryView> {
    return historyView(await this.queries.execute(new ShowUnitHistory(unitId, from, limit)));
  }
}
