import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units, type CalendarDate } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitRegister } from './unit-register';

export type UnitMove = Omit<Units.UnitMove, 'parent' | 'ancestorIds'>;

export class MoveUnit extends Command<Receipt> {
  constructor(
    readonly move: UnitMove,
    readonly cause: Cause,
  ) {
    super();
  }
}

/**
 * Moves are taken one after the other: two at once could each be sound and together make a circle. So it is within
 * this process; two processes that move within the moment in which one hears of the other could still make one.
 * Nothing that follows parents or heirs runs in it for ever: each unit is looked at once.
 */
@CommandHandler(MoveUnit)
export class MoveUnitHandler implements ICommandHandler<MoveUnit> {
  private before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly units: UnitRegister,
    private readonly clock: Clock,
  ) {}

  execute(command: MoveUnit): Promise<Receipt> {
    const receipt = this.before.then(() => this.move(command));
    this.before = receipt.catch(() => undefined);
    return receipt;
  }

  private async move({ move, cause }: MoveUnit): Promise<Receipt> {
    const { parentId, unitId } = move;
    const parent = parentId === null ? null : (await this.units.read(parentId)).state;
    const ancestorIds = await this.ancestorsOf(parent, move.effectiveOn);
    return this.units.change(
      unitId,
      (state) => Units.moveUnit(state, { ...move, parent, ancestorIds }, this.clock.now()),
      cause,
    );
  }

  /** All units above on that day or by a move that is still to come; each is looked at once. */
  private async ancestorsOf(unit: Units.Unit | null, day: CalendarDate): Promise<string[]> {
    const found = new Set<string>();
    const open = unit === null ? [] : [...Units.parentsFrom(unit, day)];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      open.push(...Units.parentsFrom((await this.units.read(id)).state, day));
    }
    return [...found];
  }
}
