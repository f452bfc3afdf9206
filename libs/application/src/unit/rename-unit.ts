import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitRegister } from './unit-register';
import { UnitTurns } from './unit-turns';

export class RenameUnit extends Command<Receipt> {
  constructor(
    readonly renaming: Units.UnitRenaming,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(RenameUnit)
export class RenameUnitHandler implements ICommandHandler<RenameUnit> {
  constructor(
    private readonly units: UnitRegister,
    private readonly turns: UnitTurns,
    private readonly clock: Clock,
  ) {}

  execute({ renaming, cause }: RenameUnit): Promise<Receipt> {
    const { unitId } = renaming;
    const decide = (state: Units.Unit) => Units.renameUnit(state, renaming, this.clock.now());
    return this.turns.take(unitId, () => this.units.change(unitId, decide, cause));
  }
}
