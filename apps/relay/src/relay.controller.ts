import { Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { asyncapi } from '@fuyuan/contracts';
import { OperatorGuard } from './operator.guard';
import { RelayLoop, type RelayStanding } from './relay-loop';

/** Of the contracts, which are versioned by their topics and types; see libs/contracts. */
const VERSION = '1.0.0';

@Controller()
export class RelayController {
  constructor(private readonly loop: RelayLoop) {}

  /** What is published where, and in which shape, for whoever subscribes. */
  @Get('asyncapi.json')
  document(): object {
    return asyncapi(VERSION);
  }

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
