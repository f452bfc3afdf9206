import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AcceptReferral,
  ConcludeReferral,
  ForwardReferral,
  ReportReferralProgress,
  RequestReferralExtension,
  ResumeReferral,
  ReturnReferral,
  SignForReferral,
  SuspendReferral,
} from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { Counter } from '../request/counter';
import { asked, said } from './asked';
import {
  signForDocs,
  acceptDocs,
  returnDocs,
  forwardDocs,
  reportProgressDocs,
  requestExtensionDocs,
  suspendDocs,
  resumeDocs,
  concludeDocs,
} from './holding.docs';
import {
  ActOnReferralRequest,
  ConcludeReferralRequest,
  ForwardReferralRequest,
  FoundedActRequest,
  ReasonedActRequest,
  ReportProgressRequest,
  RequestExtensionRequest,
} from './referral.requests';
import { ReferralPath } from './send-referral.request';

/** What the unit does that holds a referral. */
@ApiTags('移送 Referrals')
@Controller('v1/referrals/:referralId')
export class ReferralHoldingController {
  constructor(private readonly counter: Counter) {}

  @Act(signForDocs)
  @Permitted('sign-for-referral')
  @Post('sign-for')
  signFor(
    @Param() { referralId }: ReferralPath,
    @Body() body: ActOnReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('sign-for-referral', referralId, { request, reply }),
      (cause) => new SignForReferral({ referralId, ...said(body) }, cause),
    );
  }

  @Act(acceptDocs)
  @Permitted('accept-referral')
  @Post('accept')
  accept(
    @Param() { referralId }: ReferralPath,
    @Body() body: ActOnReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('accept-referral', referralId, { request, reply }),
      (cause) => new AcceptReferral({ referralId, ...said(body) }, cause),
    );
  }

  @Act(returnDocs)
  @Permitted('return-referral')
  @Post('return')
  giveBack(
    @Param() { referralId }: ReferralPath,
    @Body() body: ReasonedActRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('return-referral', referralId, { request, reply }),
      (cause) => new ReturnReferral({ referralId, reason: body.reason, ...said(body) }, cause),
    );
  }

  @Act(forwardDocs)
  @Permitted('forward-referral')
  @Post('forward')
  forward(
    @Param() { referralId }: ReferralPath,
    @Body() body: ForwardReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('forward-referral', referralId, { request, reply }),
      (cause) =>
        new ForwardReferral({ referralId, receiver: body.receiver, reason: body.reason, ...said(body) }, cause),
    );
  }

  @Act(reportProgressDocs)
  @Permitted('report-progress-referral')
  @Post('report-progress')
  reportProgress(
    @Param() { referralId }: ReferralPath,
    @Body() body: ReportProgressRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('report-progress-referral', referralId, { request, reply }),
      (cause) => new ReportReferralProgress({ referralId, progress: body.progress, ...said(body) }, cause),
    );
  }

  @Act(requestExtensionDocs)
  @Permitted('request-extension-referral')
  @Post('request-extension')
  requestExtension(
    @Param() { referralId }: ReferralPath,
    @Body() body: RequestExtensionRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('request-extension-referral', referralId, { request, reply }),
      (cause) =>
        new RequestReferralExtension({ referralId, until: body.until, reason: body.reason, ...said(body) }, cause),
    );
  }

  @Act(suspendDocs)
  @Permitted('suspend-referral')
  @Post('suspend')
  suspend(
    @Param() { referralId }: ReferralPath,
    @Body() body: FoundedActRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('suspend-referral', referralId, { request, reply }),
      (cause) => new SuspendReferral({ referralId, reason: body.reason, ...said(body) }, cause),
    );
  }

  @Act(resumeDocs)
  @Permitted('resume-referral')
  @Post('resume')
  resume(
    @Param() { referralId }: ReferralPath,
    @Body() body: ReasonedActRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('resume-referral', referralId, { request, reply }),
      (cause) => new ResumeReferral({ referralId, reason: body.reason, ...said(body) }, cause),
    );
  }

  @Act(concludeDocs)
  @Permitted('conclude-referral')
  @Post('conclude')
  conclude(
    @Param() { referralId }: ReferralPath,
    @Body() body: ConcludeReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('conclude-referral', referralId, { request, reply }),
      (cause) =>
        new ConcludeReferral({ referralId, outcome: body.outcome, summary: body.summary, ...said(body) }, cause),
    );
  }
}
