import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  CloseReferral,
  ConfirmReferral,
  CorrectReferralAct,
  DeliverReferral,
  RecallReferral,
  ReopenReferral,
  SendBackReferral,
  UrgeReferral,
} from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { Counter } from '../request/counter';
import { asked, said } from './asked';
import {
  recallDocs,
  deliverDocs,
  urgeDocs,
  confirmDocs,
  sendBackDocs,
  closeDocs,
  reopenDocs,
  correctDocs,
} from './sending.docs';
import {
  ActOnReferralRequest,
  CloseReferralRequest,
  CorrectReferralActRequest,
  DeliverReferralRequest,
  ReasonedActRequest,
  ReopenReferralRequest,
  UrgeReferralRequest,
} from './referral.requests';
import { ReferralPath } from './send-referral.request';

/** What the sender does with a referral, and what anyone does who made a mistake. */
@ApiTags('移送 Referrals')
@Controller('v1/referrals/:referralId')
export class ReferralSendingController {
  constructor(private readonly counter: Counter) {}

  @Act(recallDocs)
  @Permitted('recall-referral')
  @Post('recall')
  recall(
    @Param() { referralId }: ReferralPath,
    @Body() body: ReasonedActRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('recall-referral', referralId, { request, reply }),
      (cause) => new RecallReferral({ referralId, reason: body.reason, ...said(body) }, cause),
    );
  }

  @Act(deliverDocs)
  @Permitted('deliver-referral')
  @Post('deliver')
  deliver(
    @Param() { referralId }: ReferralPath,
    @Body() body: DeliverReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('deliver-referral', referralId, { request, reply }),
      (cause) => new DeliverReferral({ referralId, mode: body.mode, ...said(body) }, cause),
    );
  }

  @Act(urgeDocs)
  @Permitted('urge-referral')
  @Post('urge')
  urge(
    @Param() { referralId }: ReferralPath,
    @Body() body: UrgeReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('urge-referral', referralId, { request, reply }),
      (cause) => new UrgeReferral({ referralId, words: body.words, ...said(body) }, cause),
    );
  }

  @Act(confirmDocs)
  @Permitted('confirm-referral')
  @Post('confirm')
  confirm(
    @Param() { referralId }: ReferralPath,
    @Body() body: ActOnReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('confirm-referral', referralId, { request, reply }),
      (cause) => new ConfirmReferral({ referralId, ...said(body) }, cause),
    );
  }

  @Act(sendBackDocs)
  @Permitted('send-back-referral')
  @Post('send-back')
  sendBack(
    @Param() { referralId }: ReferralPath,
    @Body() body: ReasonedActRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('send-back-referral', referralId, { request, reply }),
      (cause) => new SendBackReferral({ referralId, reason: body.reason, ...said(body) }, cause),
    );
  }

  @Act(closeDocs)
  @Permitted('close-referral')
  @Post('close')
  close(
    @Param() { referralId }: ReferralPath,
    @Body() body: CloseReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('close-referral', referralId, { request, reply }),
      (cause) => new CloseReferral({ referralId, remark: body.remark, ...said(body) }, cause),
    );
  }

  @Act(reopenDocs)
  @Permitted('reopen-referral')
  @Post('reopen')
  reopen(
    @Param() { referralId }: ReferralPath,
    @Body() body: ReopenReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('reopen-referral', referralId, { request, reply }),
      (cause) => new ReopenReferral({ referralId, reason: body.reason, decision: body.decision, ...said(body) }, cause),
    );
  }

  @Act(correctDocs)
  @Permitted('correct-referral')
  @Post('correct')
  correct(
    @Param() { referralId }: ReferralPath,
    @Body() body: CorrectReferralActRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('correct-referral', referralId, { request, reply }),
      (cause) =>
        new CorrectReferralAct({ referralId, revision: body.revision, reason: body.reason, ...said(body) }, cause),
    );
  }
}
