import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GrantReferralExtension, RefuseReferralExtension } from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Act } from '../docs/act';
import { Counter } from '../request/counter';
import { asked, said } from './asked';
import { grantExtensionDocs, refuseExtensionDocs } from './approving.docs';
import { FoundedActRequest, GrantExtensionRequest } from './referral.requests';
import { ReferralPath } from './send-referral.request';

/** What the approver decides on more time. */
@ApiTags('移送 Referrals')
@Controller('v1/referrals/:referralId')
export class ReferralApprovingController {
  constructor(private readonly counter: Counter) {}

  @Act(grantExtensionDocs)
  @Permitted('grant-extension-referral')
  @Post('grant-extension')
  grantExtension(
    @Param() { referralId }: ReferralPath,
    @Body() body: GrantExtensionRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('grant-extension-referral', referralId, { request, reply }),
      (cause) =>
        new GrantReferralExtension(
          { referralId, ...(body.until === null ? {} : { until: body.until }), ...said(body) },
          cause,
        ),
    );
  }

  @Act(refuseExtensionDocs)
  @Permitted('refuse-extension-referral')
  @Post('refuse-extension')
  refuseExtension(
    @Param() { referralId }: ReferralPath,
    @Body() body: FoundedActRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.counter.take(
      asked('refuse-extension-referral', referralId, { request, reply }),
      (cause) => new RefuseReferralExtension({ referralId, reason: body.reason, ...said(body) }, cause),
    );
  }
}
