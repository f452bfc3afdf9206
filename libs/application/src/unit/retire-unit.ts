import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitRegister } from './unit-register';
import { UnitTurns } from './unit-turns';

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
    private readonly turns: UnitTurns,
    private readonly clock: Clock,
  ) {}

  execute({ retirement, cause }: RetireUnit): Promise<Receipt> {
    const { unitId } = retirement;
    const decide = (state: Units.Unit) => Units.retireUnit(state, retirement, this.clock.now());
    return this.turns.take(unitId, () => this.units.change(unitId, decide, cause));
  }
}
