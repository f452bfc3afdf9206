import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { nameHeir } from './name-heir';
import { UnitRegister } from './unit-register';
import { UnitTurns } from './unit-turns';

export type UnitMerger = Omit<Units.UnitMerger, 'heir'> & Readonly<{ heirId: string }>;

export class MergeUnit extends Command<Receipt> {
  constructor(
    readonly merger: UnitMerger,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(MergeUnit)
export class MergeUnitHandler implements ICommandHandler<MergeUnit> {
  constructor(
    private readonly units: UnitRegister,
    private readonly turns: UnitTurns,
    private readonly clock: Clock,
  ) {}

  execute(command: MergeUnit): Promise<Receipt> {
    return this.turns.takeWithWord(command.merger.unitId, () => this.merge(command));
  }

  private async merge({ merger, cause }: MergeUnit): Promise<Receipt> {
    const { heirId } = merger;
    const heir = { unitId: heirId, unit: (await this.units.read(heirId)).state };
    const decide = (state: Units.Unit) => Units.mergeUnit(state, { ...merger, heir }, this.clock.now());
    await nameHeir(this.units, { end: merger, decide, cause, now: this.clock.now() });
    return this.units.change(merger.unitId, decide, cause);
  }
}
