import { ApiProperty } from '@nestjs/swagger';
import type { Directory } from '../reading/directory';
import { codesOf } from '../units/units.requests';
import { NORM_LEVELS, STATUSES } from './notice-terms';
import type { CountOf, CountsByState, NoticesCounted, UnitInState } from './notices-counts';

const whole = (description: string) => ({ type: 'integer', description, example: 1 }) as const;

/** Addressed units of some notices, by how far they have come with the present edition. */
class CountsView {
  @ApiProperty(whole('待签收 · To sign for'))
  toSignFor!: number;

  @ApiProperty(whole('待签阅 · To read'))
  toRead!: number;

  @ApiProperty(whole('待评估 · To assess'))
  toAssess!: number;

  @ApiProperty(whole('已办理 · Done'))
  done!: number;

  @ApiProperty(whole('已撤回 · Withdrawn'))
  withdrawn!: number;
}

class UnitHandlingView extends CountsView {
  @ApiProperty({ example: 'panshi-court' })
  unitId!: string;

  @ApiProperty({ example: '磐石市人民法院' })
  name!: string;
}

class NoticeCountView {
  @ApiProperty(whole('件数 · How many'))
  count!: number;
}

class PublisherCountView extends NoticeCountView {
  @ApiProperty({ example: 'panshi-justice-bureau' })
  unitId!: string;

  @ApiProperty({ example: '磐石市司法局' })
  name!: string;
}

class StatusCountView extends NoticeCountView {
  @ApiProperty({ enum: codesOf(STATUSES), example: 'published' })
  status!: string;
}

class LevelCountView extends NoticeCountView {
  @ApiProperty({ enum: codesOf(NORM_LEVELS), example: 'law' })
  level!: string;

  @ApiProperty({ example: '法律' })
  name!: string;
}

class FieldCountView extends NoticeCountView {
  @ApiProperty({ example: '行政复议' })
  field!: string;
}

export class NoticesSummaryView {
  @ApiProperty({ ...whole('符合条件的通报（件） · Notices asked for') })
  total!: number;

  @ApiProperty({ type: CountsView, description: '本单位收到的通报（件） · Notices that the own unit received' })
  received!: CountsView;

  @ApiProperty({
    type: CountsView,
    description: '本单位发布的通报，按受文单位计（件次） · Of its own notices, by addressed unit',
  })
  published!: CountsView;

  @ApiProperty({
    type: [UnitHandlingView],
    description:
      '各受文单位的办理（件次），未办最多的在前 · How far each addressed unit has come; whoever owes the most first',
  })
  byUnit!: UnitHandlingView[];

  @ApiProperty({ type: [PublisherCountView], description: '按发布单位（件） · By publisher' })
  byPublisher!: PublisherCountView[];

  @ApiProperty({ type: [StatusCountView], description: '按通报状态（件） · By status' })
  byStatus!: StatusCountView[];

  @ApiProperty({ type: [LevelCountView], description: '按效力位阶（件） · By level of the norm' })
  byLevel!: LevelCountView[];

  @ApiProperty({
    type: [FieldCountView],
    description: '按工作领域，一件可属几个领域 · By field of work; a notice may be of several',
  })
  byField!: FieldCountView[];
}

export function summaryView(counted: NoticesCounted, directory: Directory): NoticesSummaryView {
  const named = (unitId: string) => ({ unitId, name: directory.nameOf(unitId) });
  return {
    total: counted.byStatus.reduce((sum, { count }) => sum + Number(count), 0),
    ...{ received: countsView(counted.received), published: countsView(counted.published) },
    byUnit: unitsOf(counted.byUnit).map(([unitId, counts]) => ({ ...named(unitId), ...counts })),
    byPublisher: mostFirst(counted.byPublisher).map(({ key, count }) => ({ ...named(key), count })),
    byStatus: mostFirst(counted.byStatus).map(({ key: status, count }) => ({ status, count })),
    byLevel: mostFirst(counted.byLevel).map(({ key: level, count }) => ({
      ...{ level, name: (NORM_LEVELS as Readonly<Record<string, string>>)[level] ?? level, count },
    })),
    byField: mostFirst(counted.byField).map(({ key: field, count }) => ({ field, count })),
  };
}

/** The most numerous first, equals by their codes. */
const mostFirst = (counts: readonly CountOf[]): CountOf[] =>
  counts
    .map(({ key, count }) => ({ key, count: Number(count) }))
    .sort((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1));

/** Whoever has the most to do first. */
function unitsOf(rows: readonly UnitInState[]): [unitId: string, counts: CountsView][] {
  const states = new Map<string, Record<string, number>>();
  for (const { unitId, state, count } of rows) {
    states.set(unitId, { ...states.get(unitId), [state]: Number(count) });
  }
  const owed = ({ toSignFor, toRead, toAssess }: CountsView) => toSignFor + toRead + toAssess;
  return [...states]
    .map(([unitId, counts]): [string, CountsView] => [unitId, countsView(counts)])
    .sort(([one, mine], [other, theirs]) => owed(theirs) - owed(mine) || (one < other ? -1 : 1));
}

const countsView = (counts: CountsByState): CountsView => {
  const of = (state: string) => counts[state] ?? 0;
  return {
    ...{ toSignFor: of('to-sign-for'), toRead: of('to-read'), toAssess: of('to-assess') },
    ...{ done: of('done'), withdrawn: of('withdrawn') },
  };
};
