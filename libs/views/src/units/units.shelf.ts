import { Injectable } from '@nestjs/common';
import { Problem } from '@fuyuan/platform';
import { unitsProjection } from '@fuyuan/projections';
import type { Keys } from '../reading/cursor';
import type { FreshQuery } from '../reading/page';
import { ReadSide, shanghaiDay } from '../reading/read-side';
import { ReadingRoom } from '../reading/reading-room';
import type { UnitThroughTime } from './unit.view';
import { afterUnit, unitKeys, unitsAsked, type Asked, type UnitOnDay } from './units.query';

type Fresh = Pick<FreshQuery, 'after' | 'wait'>;

/** Answers what is asked of units. */
@Injectable()
export class UnitsShelf {
  constructor(
    private readonly room: ReadingRoom,
    private readonly side: ReadSide,
  ) {}

  today(): string {
    return shanghaiDay(this.side.now());
  }

  /** Errors: ViewNotReady; Problem `position-malformed`, `view-behind`. */
  async list(asked: Asked, fresh: Fresh, { limit, after }: Readonly<{ limit: number; after: Keys | null }>) {
    const { db } = await this.room.view(unitsProjection, fresh);
    const query = unitsAsked(db, asked).limit(limit);
    return (await (after ? query.where(afterUnit(after)) : query).execute()) as UnitOnDay[];
  }

  /** All of them, so many at once. */
  async *pages(asked: Asked, fresh: Fresh, limit = 1_000): AsyncGenerator<readonly UnitOnDay[]> {
    let after: Keys | null = null;
    do {
      const page: readonly UnitOnDay[] = await this.list(asked, fresh, { limit, after });
      yield page;
      const last = page.length === limit ? page.at(-1) : undefined;
      after = last ? unitKeys(last) : null;
    } while (after);
  }

  /** Errors: Problem `not-in-sight`; as `list`. */
  async one(unitId: string, on: string, fresh: Fresh) {
    const [unit] = await this.list({ on, unitId }, fresh, { limit: 1, after: null });
    if (!unit) throw new Problem('not-in-sight');
    const members: UnitOnDay[] = [];
    for await (const page of this.pages({ on, parent: unitId }, fresh)) members.push(...page);
    return { unit, members, ...(await this.throughTime(unitId)) };
  }

  private async throughTime(unitId: string): Promise<UnitThroughTime> {
    const { db } = await this.room.view(unitsProjection, { wait: 0 });
    const [names, parents, officers, predecessors, unit_acts] = await Promise.all([
      db.selectFrom('names').selectAll().where('record_id', '=', unitId).orderBy('from_on').execute(),
      db.selectFrom('parents').selectAll().where('record_id', '=', unitId).orderBy('from_on').execute(),
      db.selectFrom('officers').selectAll().where('record_id', '=', unitId).orderBy('nth').execute(),
      db.selectFrom('predecessors').selectAll().where('record_id', '=', unitId).orderBy('from_on').execute(),
      db.selectFrom('unit_acts').selectAll().where('record_id', '=', unitId).orderBy('revision').execute(),
    ]);
    return { names, parents, officers, predecessors, unit_acts };
  }
}
