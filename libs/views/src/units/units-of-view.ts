import { Injectable } from '@nestjs/common';
import type { Audience } from '@fuyuan/contracts';
import { liveView } from '@fuyuan/read-model';
import { unitsProjection } from '@fuyuan/projections';
import { ReadSide, shanghaiDay } from '../reading/read-side';
import { UnitsKnown, type KnownUnit } from '../reading/units-known';
import { unitsAsked } from './units.query';

/** What other views must know of units, as this side's own view of units has it. */
@Injectable()
export class UnitsOfView extends UnitsKnown {
  constructor(private readonly side: ReadSide) {
    super();
  }

  async stamp(): Promise<string> {
    const { build } = await liveView(this.side.database, unitsProjection);
    return `${build.build} ${build.messages}`;
  }

  async all(): Promise<readonly KnownUnit[]> {
    const { db } = await liveView(this.side.database, unitsProjection);
    const units = await unitsAsked(db, { on: shanghaiDay(this.side.now()) }).execute();
    return units.map(({ record_id, day_name, system, region_code, heir_id, heir_from }) => ({
      ...{ unitId: record_id, name: day_name, system: system as Audience, regionCode: region_code },
      ...{ heirId: heir_id, heirFrom: heir_from },
    }));
  }
}
