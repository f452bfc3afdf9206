import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitRegister } from './unit-register';

export class RetireUnit extends Command<Receipt> {
  constructor(
    readonly retirement: Units.UnitRetirement,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(RetireUnit)
export class RetireUnitHandler implements ICommandHandler<RetireUnit> {
  constructor(
    private readonly units: UnitRegister,
    private readonly clock: Clock,
  ) {}

  execute({ retirement, cause }: RetireUnit): Promise<Receipt> {
    const decide = (state: Units.Unit) => Units.retireUnit(state, retirement, this.clock.now());
    return this.units.change(retirement.unitId, decide, cause);
  }
}
