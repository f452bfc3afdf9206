import { ApiProperty } from '@nestjs/swagger';
import { told } from '../units/unit-terms';
import { codesOf } from '../units/units.requests';
import type { Directory } from '../reading/directory';
import type { NoticeLine, NoticeTables } from './law-notices.query';
import { HANDLING, IMPACTS, NORM_CHANGES, NORM_LEVELS, STATUSES } from './notice-terms';

const orNull = { type: String, nullable: true } as const;
const whole = { type: 'integer' } as const;
const instant = { ...orNull, format: 'date-time' } as const;

class NamedUnitView {
  @ApiProperty()
  unitId!: string;

  @ApiProperty({ description: '今天的名称 · What it is called today' })
  name!: string;
}

/** How many of the addressed units have done it for the present edition. */
class ProgressView {
  @ApiProperty({ ...whole, description: '受文单位数 · Addressed units' })
  addressed!: number;

  @ApiProperty({ ...whole, description: '已签收 · Signed for' })
  signedFor!: number;

  @ApiProperty({ ...whole, description: '已签阅 · Read' })
  read!: number;

  @ApiProperty({ ...whole, description: '已评估 · Assessed' })
  assessed!: number;

  @ApiProperty({ ...whole, description: '重大影响 · Of these with a major impact' })
  major!: number;
}

class MineView {
  @ApiProperty({ enum: codesOf(HANDLING), description: told(HANDLING) })
  state!: string;

  @ApiProperty({ ...instant })
  signedForAt!: string | null;

  @ApiProperty({ ...instant })
  readAt!: string | null;

  @ApiProperty({ ...instant })
  assessedAt!: string | null;

  @ApiProperty({ ...orNull, enum: codesOf(IMPACTS), description: told(IMPACTS) })
  impact!: string | null;
}

export class NoticeLineView {
  @ApiProperty({ format: 'uuid' })
  noticeId!: string;

  @ApiProperty({ enum: codesOf(STATUSES), description: told(STATUSES) })
  status!: string;

  @ApiProperty({ ...whole, description: '现行版，更正一次增一 · Present edition; one more per correction' })
  edition!: number;

  @ApiProperty({ type: NamedUnitView, description: '发布单位 · The publisher' })
  publisher!: NamedUnitView;

  @ApiProperty({ format: 'date-time', description: '发布时间（UTC） · When it was published' })
  publishedAt!: string;

  @ApiProperty({ description: '规范标题 · Title of the norm' })
  title!: string;

  @ApiProperty({ ...orNull, description: '文号 · Document number' })
  documentNumber!: string | null;

  @ApiProperty({ ...orNull, description: '制定机关 · Issuing authority' })
  issuingAuthority!: string | null;

  @ApiProperty({ enum: codesOf(NORM_LEVELS), description: told(NORM_LEVELS) })
  level!: string;

  @ApiProperty({ enum: codesOf(NORM_CHANGES), description: told(NORM_CHANGES) })
  change!: string;

  @ApiProperty({ format: 'date' })
  promulgatedOn!: string;

  @ApiProperty({ ...orNull, format: 'date' })
  effectiveOn!: string | null;

  @ApiProperty({ type: [String] })
  fieldsOfWork!: string[];

  @ApiProperty({ type: ProgressView })
  progress!: ProgressView;

  @ApiProperty({
    type: MineView,
    nullable: true,
    description: '本单位的办理，不是受文单位为 null · What the own unit has done',
  })
  mine!: MineView | null;
}

export class NoticesPageView {
  @ApiProperty({ type: [NoticeLineView] })
  items!: NoticeLineView[];

  @ApiProperty({ ...orNull, description: '下一页的 cursor · Cursor of the next page' })
  next!: string | null;
}

class AddresseeView extends NamedUnitView {
  @ApiProperty({ enum: codesOf(HANDLING), description: told(HANDLING) })
  state!: string;

  @ApiProperty({ ...whole, description: '最近签收的版，0 为无 · Latest edition signed for; 0: none' })
  signedForEdition!: number;

  @ApiProperty({ ...instant })
  signedForAt!: string | null;

  @ApiProperty({ ...whole })
  readEdition!: number;

  @ApiProperty({ ...instant })
  readAt!: string | null;

  @ApiProperty({ ...whole })
  assessedEdition!: number;

  @ApiProperty({ ...instant })
  assessedAt!: string | null;

  @ApiProperty({ ...orNull, enum: codesOf(IMPACTS), description: told(IMPACTS) })
  impact!: string | null;

  @ApiProperty({ ...orNull })
  opinion!: string | null;

  @ApiProperty({ ...orNull })
  measures!: string | null;
}

class EditionView {
  @ApiProperty({ ...whole })
  edition!: number;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ ...orNull, description: '更正原因，首版为 null · Why it was corrected; null: the first' })
  reason!: string | null;

  @ApiProperty({ type: Object, description: '该版所述规范 · The norm as that edition says it' })
  norm!: unknown;
}

/** A notice with everything that was said of it. */
export class NoticeView extends NoticeLineView {
  @ApiProperty({ type: Object, description: '现行版所述规范 · The norm as the present edition says it' })
  norm!: unknown;

  @ApiProperty({ type: [EditionView], description: '各版 · Every edition' })
  editions!: EditionView[];

  @ApiProperty({ ...instant, description: '撤回时间 · When it was withdrawn' })
  withdrawnAt!: string | null;

  @ApiProperty({ ...orNull, description: '撤回原因 · Why it was withdrawn' })
  withdrawnBecause!: string | null;

  @ApiProperty({ type: [AddresseeView], description: '各受文单位的办理 · How far each addressed unit has come' })
  addressees!: AddresseeView[];

  @ApiProperty({ type: [Object], description: '全部行为，依次排列 · Every act in order' })
  history!: unknown[];
}

const named = (unitId: string, directory: Directory): NamedUnitView => ({ unitId, name: directory.nameOf(unitId) });

export const noticeLine = (line: NoticeLine, directory: Directory): NoticeLineView => ({
  ...{ noticeId: line.record_id, status: line.status, edition: line.edition },
  publisher: named(line.publisher_id, directory),
  ...{ publishedAt: line.published_at, title: line.title, documentNumber: line.document_number },
  ...{ issuingAuthority: line.issuing_authority, level: line.level, change: line.change },
  ...{ promulgatedOn: line.promulgated_on, effectiveOn: line.effective_on },
  fieldsOfWork: JSON.parse(line.fields) as string[],
  progress: {
    ...{ addressed: line.addressed, signedFor: line.signed_for, read: line.read, assessed: line.assessed },
    major: line.major,
  },
  mine:
    line.my_state === null
      ? null
      : {
          ...{ state: line.my_state, signedForAt: line.my_signed_at, readAt: line.my_read_at },
          ...{ assessedAt: line.my_assessed_at, impact: line.my_impact },
        },
});

export type NoticeWhole = Readonly<{
  line: NoticeLine;
  addressees: readonly NoticeTables['addressees'][];
  editions: readonly NoticeTables['editions'][];
  acts: readonly NoticeTables['notice_acts'][];
}>;

export function noticeView({ line, addressees, editions, acts }: NoticeWhole, directory: Directory): NoticeView {
  const said = editions.map(({ edition, at, reason, norm }) => ({
    edition,
    at,
    reason,
    norm: JSON.parse(norm) as unknown,
  }));
  return {
    ...noticeLine(line, directory),
    norm: said.at(-1)?.norm,
    editions: said,
    ...{ withdrawnAt: line.withdrawn_at, withdrawnBecause: line.withdrawn_because },
    addressees: addressees.map((one) => ({
      ...{ ...named(one.unit_id, directory), state: one.state },
      ...{ signedForEdition: one.signed_edition, signedForAt: one.signed_at },
      ...{ readEdition: one.read_edition, readAt: one.read_at },
      ...{ assessedEdition: one.assessed_edition, assessedAt: one.assessed_at },
      ...{ impact: one.impact, opinion: one.opinion, measures: one.measures },
    })),
    history: acts.map(({ revision, verb: act, unit_id, edition, occurred_at, recorded_at, legal_basis, said }) => ({
      ...{ revision, act, unit: named(unit_id, directory), edition, occurredAt: occurred_at, recordedAt: recorded_at },
      ...{ legalBasis: JSON.parse(legal_basis) as unknown, ...(JSON.parse(said) as object) },
    })),
  };
}
