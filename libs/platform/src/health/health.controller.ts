import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Open } from '../http/open';
import { Readiness, type ReadinessReport } from './readiness';

/** For whoever runs the process: whether to restart it (live), and whether to send it work (ready). */
@ApiTags('运行状态 health')
@Open()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @HttpCode(200)
  @ApiOperation({ summary: '进程存活 The process runs' })
  @ApiOkResponse({ description: '存活 Alive', example: { live: true } })
  live(): { live: true } {
    return { live: true };
  }

  @Get('ready')
  @ApiOperation({ summary: '可以受理请求 The process can serve' })
  @ApiOkResponse({ description: '就绪 Ready', example: { ready: true, stopping: false, checks: {} } })
  @ApiServiceUnavailableResponse({
    description: '未就绪，或正在停止；checks 指明原因 Not ready, or stopping; checks says why',
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    reply.status(report.ready ? 200 : 503);
    return report;
  }
}
