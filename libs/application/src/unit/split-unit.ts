import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { nameHeir } from './name-heir';
import { UnitRegister } from './unit-register';
import { UnitTurns } from './unit-turns';

export type UnitSplitting = Omit<Units.UnitSplitting, 'successors'> & Readonly<{ successorIds: readonly string[] }>;

export class SplitUnit extends Command<Receipt> {
  constructor(
    readonly splitting: UnitSplitting,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(SplitUnit)
export class SplitUnitHandler implements ICommandHandler<SplitUnit> {
  constructor(
    private readonly units: UnitRegister,
    private readonly turns: UnitTurns,
    private readonly clock: Clock,
  ) {}

  execute(command: SplitUnit): Promise<Receipt> {
    return this.turns.takeWithWord(command.splitting.unitId, () => this.split(command));
  }

  private async split({ splitting, cause }: SplitUnit): Promise<Receipt> {
    const successors = await Promise.all(
      splitting.successorIds.map(async (unitId) => ({ unitId, unit: (await this.units.read(unitId)).state })),
    );
    const decide = (state: Units.Unit) => Units.splitUnit(state, { ...splitting, successors }, this.clock.now());
    await nameHeir(this.units, { end: splitting, decide, cause, now: this.clock.now() });
    return this.units.change(splitting.unitId, decide, cause);
  }
}
