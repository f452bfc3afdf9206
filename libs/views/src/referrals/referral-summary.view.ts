import { type State, STATES } from '@fuyuan/projections';
import { ApiProperty } from '@nestjs/swagger';
import type { Directory } from '../reading/directory';
import { UnitName } from './referral-line.view';

class StateCount {
  @ApiProperty({ enum: STATES, example: 'accepted' })
  state!: State;

  @ApiProperty({ type: 'integer', example: 12 })
  count!: number;
}

class UnitCount extends UnitName {
  @ApiProperty({ type: 'integer', example: 12 })
  count!: number;
}

class KindCount {
  @ApiProperty({ example: 'enforcement-assistance' })
  kind!: string;

  @ApiProperty({ example: '执行协助' })
  name!: string;

  @ApiProperty({ type: 'integer', example: 12 })
  count!: number;
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
  const by = (keysOf: (row: CountedRow) => readonly (string | null)[]) => counted(rows, keysOf);
  const units = (keysOf: (row: CountedRow) => readonly (string | null)[]) =>
    by((row) => keysOf(row).map((unitId) => unitId && directory.standingFor(unitId))).map(([unitId, count]) => ({
      ...{ unitId, name: directory.nameOf(unitId), count },
    }));
  const names = new Map(rows.map(({ kind, kind_name }) => [kind, kind_name]));
  const sum = (of: (row: CountedRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  return {
    total: sum(({ count }) => Number(count)),
    open: sum(({ count, waiting_for }) => (waiting_for === null ? 0 : Number(count))),
    overdue: sum(({ overdue }) => Number(overdue)),
    byState: by(({ state }) => [state]).map(([state, count]) => ({ state: state as State, count })),
    waitingFor: units(({ waiting_for, asked_of }) => [waiting_for, asked_of]),
    bySender: units(({ sender }) => [sender]),
    byHolder: units(({ holder }) => [holder]),
    byKind: by(({ kind }) => [kind]).map(([kind, count]) => ({ kind, name: names.get(kind) ?? kind, count })),
  };
}

/** The most numerous first, equals by their codes. One that waits for a unit in two ways is counted once for it. */
function counted(rows: readonly CountedRow[], keysOf: (row: CountedRow) => readonly (string | null)[]) {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const key of new Set(keysOf(row)))
      if (key !== null) counts.set(key, (counts.get(key) ?? 0) + Number(row.count));
  }
  return [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
}
