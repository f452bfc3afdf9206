import { Injectable } from '@nestjs/common';
import { Turns } from '../turns';

/**
 * The order of acts on registered units within this process. A merger, a splitting or a move leaves a word on another
 * record before it is recorded itself. Between the two nothing else may happen to its unit: it could be refused then,
 * and the word would tell of what never was. Other processes are not waited for (docs/adr/0014).
 */
@Injectable()
export class UnitTurns {
  private readonly units = new Turns();
  private readonly words = new Turns();

  /** For an act on the unit's own record alone. */
  take<T>(unitId: string, act: () => Promise<T>): Promise<T> {
    return this.units.take(unitId, act);
  }

  /** For an act that leaves a word elsewhere first: no other such act is under way, nor any act on the same unit. */
  takeWithWord<T>(unitId: string, act: () => Promise<T>): Promise<T> {
    return this.words.take('all', () => this.units.take(unitId, act));
  }
}
