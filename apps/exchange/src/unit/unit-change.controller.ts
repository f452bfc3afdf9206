import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  DesignateLiaisonOfficer,
  MergeUnit,
  MoveUnit,
  RenameUnit,
  ReplaceLiaisonOfficer,
  SplitUnit,
} from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { saidWhen } from '../request/act.request';
import type { ActName } from '../request/cause-of';
import { type Asked, Counter } from '../request/counter';
import {
  renameDocs,
  moveDocs,
  mergeDocs,
  splitDocs,
  designateOfficerDocs,
  replaceOfficerDocs,
} from './unit-change.docs';
import {
  DesignateLiaisonOfficerRequest,
  MergeUnitRequest,
  MoveUnitRequest,
  RenameUnitRequest,
  ReplaceLiaisonOfficerRequest,
  SplitUnitRequest,
} from './unit-change.requests';
import { UnitPath } from './unit.requests';

type Exchanged = Pick<Asked, 'request' | 'reply'>;

const asked = (act: ActName, unitId: string, exchanged: Exchanged): Asked => ({
  act,
  record: `units/${unitId}`,
  link: { id: unitId, href: `/v1/units/${unitId}` },
  ...exchanged,
});

/** What the office records when units change. */
@ApiTags('单位 Units')
@Controller('v1/units/:unitId')
export class UnitChangeController {
  constructor(private readonly counter: Counter) {}

  @Act(renameDocs)
  @Permitted('change-unit')
  @Post('rename')
  rename(
    @Param() { unitId }: UnitPath,
    @Body() { occurredAt, ...body }: RenameUnitRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('rename-unit', unitId, { request, reply }),
      (cause) => new RenameUnit({ unitId, ...body, ...saidWhen(occurredAt) }, cause),
    );
  }

  @Act(moveDocs)
  @Permitted('change-unit')
  @Post('move')
  move(
    @Param() { unitId }: UnitPath,
    @Body() { occurredAt, ...body }: MoveUnitRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('move-unit', unitId, { request, reply }),
      (cause) => new MoveUnit({ unitId, ...body, ...saidWhen(occurredAt) }, cause),
    );
  }

  @Act(mergeDocs)
  @Permitted('change-unit')
  @Post('merge')
  merge(
    @Param() { unitId }: UnitPath,
    @Body() { occurredAt, ...body }: MergeUnitRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('merge-unit', unitId, { request, reply }),
      (cause) => new MergeUnit({ unitId, ...body, ...saidWhen(occurredAt) }, cause),
    );
  }

  @Act(splitDocs)
  @Permitted('change-unit')
  @Post('split')
  split(
    @Param() { unitId }: UnitPath,
    @Body() { occurredAt, ...body }: SplitUnitRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('split-unit', unitId, { request, reply }),
      (cause) => new SplitUnit({ unitId, ...body, ...saidWhen(occurredAt) }, cause),
    );
  }

  @Act(designateOfficerDocs)
  @Permitted('designate-liaison-officer')
  @Post('designate-officer')
  designateOfficer(
    @Param() { unitId }: UnitPath,
    @Body() { occurredAt, ...body }: DesignateLiaisonOfficerRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('designate-officer-unit', unitId, { request, reply }),
      (cause) => new DesignateLiaisonOfficer({ unitId, ...body, ...saidWhen(occurredAt) }, cause),
    );
  }

  @Act(replaceOfficerDocs)
  @Permitted('designate-liaison-officer')
  @Post('replace-officer')
  replaceOfficer(
    @Param() { unitId }: UnitPath,
    @Body() { occurredAt, ...body }: ReplaceLiaisonOfficerRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('replace-officer-unit', unitId, { request, reply }),
      (cause) => new ReplaceLiaisonOfficer({ unitId, ...body, ...saidWhen(occurredAt) }, cause),
    );
  }
}
