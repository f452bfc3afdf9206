import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { RulePipe, whole } from '@fuyuan/platform';
import { Generations, type Standing } from './generations';
import { OperatorGuard } from './operator.guard';
import { RepublishRequest } from './relay.requests';

const generationRule = new RulePipe(whole({ min: 1, max: 999 }));

/** Generations of topics: what an operator publishes anew, beside the live one. */
@Controller('v1/relay/generations/:generation')
@UseGuards(OperatorGuard)
export class GenerationsController {
  constructor(private readonly generations: Generations) {}

  @Get()
  show(@Param('generation', generationRule) generation: number): Promise<Standing> {
    return this.generations.standing(generation);
  }

  /** Begins it, or goes on with it; it returns at once, and `GET` tells how far it is. */
  @Post('republish')
  @HttpCode(202)
  republish(
    @Param('generation', generationRule) generation: number,
    @Body() { after }: RepublishRequest,
  ): Promise<Standing> {
    return this.generations.republish(generation, after);
  }

  /** Stops publishing it; what is in its topics stays. */
  @Post('end')
  @HttpCode(204)
  end(@Param('generation', generationRule) generation: number): Promise<void> {
    return this.generations.end(generation);
  }
}
