import { Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { OperatorGuard } from './operator.guard';
import { RelayLoop, type RelayStanding } from './relay-loop';

@Controller()
export class RelayController {
  constructor(private readonly loop: RelayLoop) {}

  @Get('v1/relay')
  @UseGuards(OperatorGuard)
  show(): RelayStanding {
    return this.loop.standing;
  }

  @Post('v1/relay/pause')
  @HttpCode(200)
  @UseGuards(OperatorGuard)
  pause(): RelayStanding {
    this.loop.pause();
    return this.loop.standing;
  }

  @Post('v1/relay/resume')
  @HttpCode(200)
  @UseGuards(OperatorGuard)
  resume(): RelayStanding {
    this.loop.resume();
    return this.loop.standing;
  }
}
