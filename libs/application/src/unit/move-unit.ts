import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { ConcurrencyConflict, RevisionMismatch } from '../refusals';
import { UnitMovesRegister } from './unit-moves-register';
import { UnitRegister } from './unit-register';
import { UnitTurns } from './unit-turns';
import { wouldBeRecorded } from './would-be-recorded';

export type UnitMove = Omit<Units.UnitMove, 'parent' | 'ancestorIds'>;

export class MoveUnit extends Command<Receipt> {
  constructor(
    readonly move: UnitMove,
    readonly cause: Cause,
  ) {
    super();
  }
}

/** The moves of this process go one after the other, so these are moves of as many other processes in between. */
const TRIES = 10;

/**
 * Two moves at once could each be sound and together make a circle. So each is decided on one record of all moves, at
 * the very revision at which the units above were looked at, and then recorded on the unit (docs/adr/0014). Torn off
 * between the two, the move counts as one that may come, and the same request again completes it.
 */
@CommandHandler(MoveUnit)
export class MoveUnitHandler implements ICommandHandler<MoveUnit> {
  constructor(
    private readonly units: UnitRegister,
    private readonly moves: UnitMovesRegister,
    private readonly turns: UnitTurns,
    private readonly clock: Clock,
  ) {}

  execute(command: MoveUnit): Promise<Receipt> {
    return this.turns.takeWithWord(command.move.unitId, () => this.move(command));
  }

  private async move({ move, cause }: MoveUnit): Promise<Receipt> {
    for (let tries = 0; tries < TRIES; tries++) {
      const { state: moves, revision } = await this.moves.read(Units.UNIT_MOVES_ID);
      const beside = await this.beside(move, moves);
      const decide = (state: Units.Unit) => Units.moveUnit(state, beside, this.clock.now());
      const isSettled = !(await wouldBeRecorded(this.units, { unitId: move.unitId, decide, cause }));
      if (isSettled || (await this.isDecided(beside, ofTheMoves(cause, revision)))) {
        return this.units.change(move.unitId, decide, cause);
      }
    }
    throw new ConcurrencyConflict(`Other units were moved ${TRIES} times meanwhile.`);
  }

  /** Not when another unit was moved since the units above were looked at. Errors: RuleBroken. */
  private async isDecided(move: Units.UnitMove, cause: Cause): Promise<boolean> {
    try {
      await this.moves.change(Units.UNIT_MOVES_ID, (state) => Units.decideMove(state, move, this.clock.now()), cause);
      return true;
    } catch (error) {
      if (error instanceof RevisionMismatch) return false;
      throw error;
    }
  }

  /** The move with the new parent as it stands, and all units above on that day or by a move that may come. */
  private async beside(move: UnitMove, moves: Units.UnitMoves): Promise<Units.UnitMove> {
    const { parentId, effectiveOn: day } = move;
    const found = new Set<string>();
    const parent = parentId === null ? null : (await this.units.read(parentId)).state;
    const open =
      parentId === null || parent === null ? [] : Units.parentsToBe(moves, { unitId: parentId, unit: parent }, day);
    for (let unitId = open.pop(); unitId !== undefined; unitId = open.pop()) {
      if (found.has(unitId)) continue;
      found.add(unitId);
      open.push(...Units.parentsToBe(moves, { unitId, unit: (await this.units.read(unitId)).state }, day));
    }
    return { ...move, parent, ancestorIds: [...found] };
  }
}

/** The same request on the record of all moves: an event of its own, on the condition that no other came between. */
const ofTheMoves = ({ request: { id, fingerprint }, ...cause }: Cause, ifRevision: number): Cause => ({
  ...cause,
  ifRevision,
  request: { id, fingerprint: `${fingerprint}-move` },
});
