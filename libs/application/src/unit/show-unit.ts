import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Units } from '@fuyuan/domain';
import type { HistoryPage } from '../history';
import { RecordHistory } from '../history';
import { RecordUnknown } from '../refusals';
import type { Standing } from '../register';
import { UnitRegister } from './unit-register';

export type KnownUnit = Exclude<Units.Unit, { status: 'unknown' }>;

/** Which organs there are is no secret: whoever is signed in sees every unit. Errors: RecordUnknown. */
export class ShowUnit extends Query<Standing<KnownUnit>> {
  constructor(readonly unitId: string) {
    super();
  }
}

@QueryHandler(ShowUnit)
export class ShowUnitHandler implements IQueryHandler<ShowUnit> {
  constructor(private readonly units: UnitRegister) {}

  async execute({ unitId }: ShowUnit): Promise<Standing<KnownUnit>> {
    const { state, revision } = await this.units.read(unitId);
    if (state.status === 'unknown') throw new RecordUnknown(`No unit ${unitId} is registered.`);

    return { state, revision };
  }
}

/** Every act on a unit's record, in order. Errors: RecordUnknown. */
export class ShowUnitHistory extends Query<HistoryPage> {
  constructor(
    readonly unitId: string,
    readonly from: number,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(ShowUnitHistory)
export class ShowUnitHistoryHandler implements IQueryHandler<ShowUnitHistory> {
  constructor(private readonly history: RecordHistory) {}

  execute({ unitId, from, limit }: ShowUnitHistory): Promise<HistoryPage> {
    return this.history.of(`unit-${unitId}`, from, limit);
  }
}
