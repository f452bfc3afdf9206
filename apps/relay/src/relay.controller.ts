import { Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { Generations, type Standing } from './generations';
import { OperatorGuard } from './operator.guard';

/** How this relay stands in its own generation, and in those that it publishes anew beside it. */
type Shown = Standing & Readonly<{ beside: readonly Standing[] }>;

@Controller('v1/relay')
@UseGuards(OperatorGuard)
export class RelayController {
  constructor(private readonly generations: Generations) {}

  @Get()
  async show(): Promise<Shown> {
    const standings = this.generations.all.map(async ({ loop, lag }) => ({ ...loop.standing, lag: await lag.look() }));
    const [live, ...beside] = (await Promise.all(standings)) as [Standing, ...Standing[]];
    return { ...live, beside };
  }

  @Post('pause')
  @HttpCode(200)
  pause(): Promise<Shown> {
    this.generations.pause();
    return this.show();
  }

  @Post('resume')
  @HttpCode(200)
  resume(): Promise<Shown> {
    this.generations.resume();
    return this.show();
  }
}
