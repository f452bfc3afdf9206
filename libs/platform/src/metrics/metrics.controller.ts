import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLocal } from '../http/is-local';
import { Open } from '../http/open';
import { Problem } from '../problem/problem';
import { Metrics } from './metrics';

export const METRICS_TOKEN = Symbol('METRICS_TOKEN');

/** The figures, for a collector on this machine, or for one elsewhere that holds the token. */
@ApiExcludeController()
@Open()
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(METRICS_TOKEN) private readonly token: string | null,
  ) {}

  @Get('metrics')
  async collect(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!isLocal(request) && !this.holdsToken(request)) throw new Problem('unauthenticated');
    const { registry } = this.metrics;
    await reply.type(registry.contentType).send(await registry.metrics());
  }

  private holdsToken({ headers: { authorization = '' } }: FastifyRequest): boolean {
    return this.token !== null && timingSafeEqual(digest(authorization), digest(`Bearer ${this.token}`));
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
