import { type State, STATES } from '@fuyuan/projections';
import { ApiProperty } from '@nestjs/swagger';
import type { Directory } from '../reading/directory';

const whole = (description: string) => ({ type: 'integer' as const, description, example: 12 });

/** How many, and of these how many are not over, and past the day by which they were to be. */
class Counts {
  @ApiProperty(whole('件数 · How many'))
  count!: number;

  @ApiProperty(whole('其中未了结 · Of these not over yet'))
  open!: number;

  @ApiProperty({ ...whole('其中超期 · Of these past the day that was asked for or granted'), example: 1 })
  overdue!: number;
}

class StateCount extends Counts {
  @ApiProperty({ enum: STATES, example: 'accepted' })
  state!: State;
}

class UnitCount extends Counts {
  @ApiProperty({ example: 'panshi-justice-bureau' })
  unitId!: string;

  @ApiProperty({ example: '磐石市司法局' })
  name!: string;
}

class KindCount extends Counts {
  @ApiProperty({ example: 'enforcement-assistance' })
  kind!: string;

  @ApiProperty({ example: '执行协助' })
  name!: string;
}

/** How many referrals (件), of those that the asker may see; each list holds the most numerous first. */
export class ReferralSummary {
  @ApiProperty({ type: 'integer', description: '全部 · All', example: 40 })
  total!: number;

  @ApiProperty({ type: 'integer', description: '未了结 · Not over yet', example: 12 })
  open!: number;

  @ApiProperty({ type: 'integer', description: '已过批准的延期之日 · Past the day granted', example: 1 })
  overdue!: number;

  @ApiProperty({ type: [StateCount], description: '按状态 · By state' })
  byState!: StateCount[];

  @ApiProperty({ type: [UnitCount], description: '按待办单位 · By who must act now' })
  waitingFor!: UnitCount[];

  @ApiProperty({ type: [UnitCount], description: '按移送单位 · By sender' })
  bySender!: UnitCount[];

  @ApiProperty({ type: [UnitCount], description: '按承办单位 · By holder' })
  byHolder!: UnitCount[];

  @ApiProperty({ type: [KindCount], description: '按类别 · By kind' })
  byKind!: KindCount[];
}

/** So many referrals that agree in all that is counted. */
export type CountedRow = Readonly<{
  state: string;
  kind: string;
  kind_name: string;
  waiting_for: string | null;
  asked_of: string | null;
  sender: string;
  holder: string;
  count: number;
  overdue: number;
}>;

export function summaryOf(rows: readonly CountedRow[], directory: Directory): ReferralSummary {
  const by = (keysOf: KeysOf) => counted(rows, keysOf);
  const units = (keysOf: KeysOf) =>
    by((row) => keysOf(row).map((unitId) => unitId && directory.standingFor(unitId))).map(([unitId, counts]) => ({
      ...{ unitId, name: directory.nameOf(unitId), ...counts },
    }));
  const names = new Map(rows.map(({ kind, kind_name }) => [kind, kind_name]));
  const { count: total, open, overdue } = rows.reduce(added, NONE);
  return {
    ...{ total, open, overdue },
    byState: by(({ state }) => [state]).map(([state, counts]) => ({ state: state as State, ...counts })),
    waitingFor: units(({ waiting_for, asked_of }) => [waiting_for, asked_of]),
    bySender: units(({ sender }) => [sender]),
    byHolder: units(({ holder }) => [holder]),
    byKind: by(({ kind }) => [kind]).map(([kind, counts]) => ({ kind, name: names.get(kind) ?? kind, ...counts })),
  };
}

type KeysOf = (row: CountedRow) => readonly (string | null)[];

const NONE: Counts = { count: 0, open: 0, overdue: 0 };

const added = (so: Counts, { count, overdue, waiting_for }: CountedRow): Counts => ({
  count: so.count + Number(count),
  open: so.open + (waiting_for === null ? 0 : Number(count)),
  overdue: so.overdue + Number(overdue),
});

/** The most numerous first, equals by their codes. One that waits for a unit in two ways is counted once for it. */
function counted(rows: readonly CountedRow[], keysOf: KeysOf): [key: string, counts: Counts][] {
  const counts = new Map<string, Counts>();
  for (const row of rows) {
    for (const key of new Set(keysOf(row))) if (key !== null) counts.set(key, added(counts.get(key) ?? NONE, row));
  }
  return [...counts].sort(([one, many], [other, more]) => more.count - many.count || (one < other ? -1 : 1));
}
