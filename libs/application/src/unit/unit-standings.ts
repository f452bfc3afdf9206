import { Injectable } from '@nestjs/common';
import { shanghaiDate, Units, type CalendarDate } from '@fuyuan/domain';
import type { Actor } from '../cause';
import { Clock } from '../clock';
import { UnitRegister } from './unit-register';

/** Units are asked for by every command and mostly known; a promise for each costs more than the answer. */
type AtOnceOrLater<T> = T | Promise<T>;

const isHere = <T>(value: AtOnceOrLater<T>): value is T => !(value instanceof Promise);

/** What other records need to know of units today: whether they can act or be addressed, and where they are. */
@Injectable()
export class UnitStandings {
  constructor(
    private readonly units: UnitRegister,
    private readonly clock: Clock,
  ) {}

  of(unitId: string): AtOnceOrLater<Units.UnitStanding> {
    return this.on(this.today(), unitId);
  }

  /** All on the same day: it is told once, for an act may name a thousand units. */
  ofAll(unitIds: readonly string[]): AtOnceOrLater<Units.UnitStanding[]> {
    const day = this.today();
    const standings = unitIds.map((unitId) => this.on(day, unitId));
    const here = standings.filter(isHere);
    return here.length === standings.length
      ? here
      : Promise.all(standings.map((standing) => Promise.resolve(standing)));
  }

  /** For each that is no more today, who holds its open matters; an heir that is no more itself passes them on. */
  async heirsOf(unitIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const heirs = new Map<string, string>();
    for (const unitId of unitIds) {
      const heir = await this.heirOf(unitId);
      if (heir !== null) heirs.set(unitId, heir);
    }
    return heirs;
  }

  /**
   * Refuses, when it is called, a person who was a liaison officer of the unit and is no more. Called within the
   * decision, so that a request from before is still answered with its receipt.
   */
  async serving({ unit, person, role }: Actor): Promise<() => void> {
    if (role !== 'officer') return () => undefined;
    const { state } = await this.units.read(unit);
    const day = this.today();
    return () => Units.requireServing(state, person, day);
  }

  private on(day: CalendarDate, unitId: string): AtOnceOrLater<Units.UnitStanding> {
    const unit = this.units.read(unitId);
    return isHere(unit)
      ? Units.standingOn(unitId, unit.state, day)
      : unit.then(({ state }) => Units.standingOn(unitId, state, day));
  }

  private async heirOf(unitId: string): Promise<string | null> {
    const passed = new Set([unitId]);
    let heir: string | null = null;
    for (let next = await this.nextHeir(unitId); next !== null && !passed.has(next); next = await this.nextHeir(next)) {
      passed.add(next);
      heir = next;
    }
    return heir;
  }

  private async nextHeir(unitId: string): Promise<string | null> {
    const { state } = await this.units.read(unitId);
    return Units.heirOn(state, this.today());
  }

  private today(): CalendarDate {
    return shanghaiDate(this.clock.now());
  }
}
