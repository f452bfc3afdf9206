import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AssessLawNotice, ReadLawNotice, SignForLawNotice } from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { type ActOfAddresseeRequest, saidWhen } from '../request/act.request';
import { answer } from '../request/answer';
import { causeOf } from '../request/cause-of';
import { assessDocs, readDocs, signForDocs } from './law-notice.docs';
import { linkOf, recordOf } from './law-notice.link';
import {
  AssessLawNoticeRequest,
  LawNoticePath,
  ReadLawNoticeRequest,
  SignForLawNoticeRequest,
} from './law-notice.requests';

/** What an addressed unit does with a notice. */
@ApiTags('法规更新通报 Law notices')
@Controller('v1/law-notices/:noticeId')
export class HandlingController {
  constructor(private readonly commands: CommandBus) {}

  @Act(signForDocs)
  @Permitted('sign-for-law-notice')
  @Post('sign-for')
  async signFor(
    @Param() { noticeId }: LawNoticePath,
    @Body() body: SignForLawNoticeRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cause = causeOf(request, { act: 'sign-for-law-notice', record: recordOf(noticeId) });
    const receipt = await this.commands.execute(new SignForLawNotice({ noticeId, ...said(body) }, cause));
    return answer(reply, receipt, linkOf(noticeId));
  }

  @Act(readDocs)
  @Permitted('read-law-notice')
  @Post('read')
  async read(
    @Param() { noticeId }: LawNoticePath,
    @Body() body: ReadLawNoticeRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cause = causeOf(request, { act: 'read-law-notice', record: recordOf(noticeId) });
    const receipt = await this.commands.execute(new ReadLawNotice({ noticeId, ...said(body) }, cause));
    return answer(reply, receipt, linkOf(noticeId));
  }

  @Act(assessDocs)
  @Permitted('assess-law-notice')
  @Post('assess')
  async assess(
    @Param() { noticeId }: LawNoticePath,
    @Body() { impact, opinion, measures, ...body }: AssessLawNoticeRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cause = causeOf(request, { act: 'assess-law-notice', record: recordOf(noticeId) });
    const assessment = { noticeId, assessment: { impact, opinion, measures }, ...said(body) };
    return answer(reply, await this.commands.execute(new AssessLawNotice(assessment, cause)), linkOf(noticeId));
  }
}

const said = ({ legalBasis, occurredAt }: ActOfAddresseeRequest) => ({
  ...(legalBasis === undefined ? {} : { legalBasis }),
  ...saidWhen(occurredAt),
});
