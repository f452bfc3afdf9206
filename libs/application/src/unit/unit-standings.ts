import { Injectable } from '@nestjs/common';
import { shanghaiDate, Units } from '@fuyuan/domain';
import { Clock } from '../clock';
import { UnitRegister } from './unit-register';

/** What other records need to know of units today: whether they can act or be addressed, and where they are. */
@Injectable()
export class UnitStandings {
  constructor(
    private readonly units: UnitRegister,
    private readonly clock: Clock,
  ) {}

  async of(unitId: string): Promise<Units.UnitStanding> {
    const { state } = await this.units.read(unitId);
    return Units.standingOn(unitId, state, shanghaiDate(this.clock.now()));
  }

  ofAll(unitIds: readonly string[]): Promise<Units.UnitStanding[]> {
    return Promise.all(unitIds.map((unitId) => this.of(unitId)));
  }
}
