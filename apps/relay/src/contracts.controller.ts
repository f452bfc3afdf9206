import { Controller, Get, Inject } from '@nestjs/common';
import { asyncapi, type BrokersTold } from '@fuyuan/contracts';

export const BROKERS_TOLD = 'fuyuan:brokers-told';

/** What is published where, and in which shape, for whoever subscribes. */
@Controller()
export class ContractsController {
  constructor(@Inject(BROKERS_TOLD) private readonly told: BrokersTold) {}

  @Get('asyncapi.json')
  document(): object {
    return asyncapi(this.told);
  }
}
