import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SuperviseReferral } from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { Counter } from '../request/counter';
import { asked, said } from './asked';
import { SuperviseReferralRequest } from './referral.requests';
import { ReferralPath } from './send-referral.request';
import { superviseDocs } from './supervising.docs';

/** What the procuratorate that supervises a referral does with it. */
@ApiTags('移送 Referrals')
@Controller('v1/referrals/:referralId')
export class ReferralSupervisingController {
  constructor(private readonly counter: Counter) {}

  @Act(superviseDocs)
  @Permitted('supervise-referral')
  @Post('supervise')
  supervise(
    @Param() { referralId }: ReferralPath,
    @Body() body: SuperviseReferralRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('supervise-referral', referralId, { request, reply }),
      (cause) => new SuperviseReferral({ referralId, opinion: body.opinion, ...said(body) }, cause),
    );
  }
}
