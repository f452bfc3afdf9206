import { ApiProperty } from '@nestjs/swagger';
import type { StoredRowOf } from '@fuyuan/read-model';
import { type ReferralTables, type State, STATES } from '@fuyuan/projections';
import type { Directory } from '../reading/directory';
import { OUTCOME_TERMS, STATE_TERMS, told } from './terms';

type Columns = StoredRowOf<ReferralTables['editions']>;
type NotListed = 'seers' | 'reason' | 'request' | 'summary' | 'said' | 'chain' | 'consent' | 'legal_basis';
export type ReferralLineRow = Omit<Columns, NotListed> & { readonly overdue: number };

const instant = (description: string) => ({ format: 'date-time', description, example: '2026-03-02T01:00:00.000Z' });
const dayOrNot = (description: string) => ({
  type: String,
  format: 'date',
  nullable: true,
  description,
  example: null,
});

/** A unit by its id, and by the name that it has today. */
export class UnitName {
  @ApiProperty({ example: 'panshi-justice-bureau' })
  unitId!: string;

  @ApiProperty({ example: '磐石市司法局' })
  name!: string;
}

/** A referral as one line of a list, as far as the asker may see it. Instants are UTC, days Asia/Shanghai. */
export class ReferralLine {
  @ApiProperty({ format: 'uuid', example: '8c1f2d7e-6f0a-5b1c-9a3d-2f4e6a8b0c1d' })
  referralId!: string;

  @ApiProperty({ enum: STATES, description: `状态 · State：${told(STATE_TERMS)}`, example: 'accepted' })
  state!: State;

  @ApiProperty({ description: '类别代码 · Code of the kind', example: 'enforcement-assistance' })
  kind!: string;

  @ApiProperty({ description: '类别 · Kind, by the name it had then', example: '执行协助' })
  kindName!: string;

  @ApiProperty({ description: '限定知悉 · Only the named units may know of it', example: false })
  restricted!: boolean;

  @ApiProperty({ description: '事由 · Subject', example: '协助查询不动产登记' })
  subject!: string;

  @ApiProperty({ type: String, nullable: true, description: '案号 · Case number', example: '（2026）吉0284执12号' })
  caseNumber!: string | null;

  @ApiProperty({ type: UnitName, description: '移送单位 · Sender' })
  sender!: UnitName;

  @ApiProperty({ type: UnitName, description: '承办单位 · Holder' })
  holder!: UnitName;

  @ApiProperty({ type: UnitName, description: '延期审批单位 · Who decides on more time' })
  approver!: UnitName;

  @ApiProperty({ type: UnitName, nullable: true, description: '监督的检察院 · Who supervises', example: null })
  supervisor!: UnitName | null;

  @ApiProperty({ type: [UnitName], description: '待其办理的单位（承继单位在列） · Who must act now' })
  waitingFor!: UnitName[];

  @ApiProperty(instant('移送时间 · Sent'))
  sentAt!: string;

  @ApiProperty(instant('最近一次办理 · The last act'))
  lastActAt!: string;

  @ApiProperty(instant('现状自何时起 · Since when it stands so, and with this unit'))
  standingSince!: string;

  @ApiProperty({
    type: 'integer',
    description: '自移送至今（或至了结）的秒数 · Seconds since it was sent',
    example: 86400,
  })
  ageSeconds!: number;

  @ApiProperty(dayOrNot('要求回复日期 · Answer asked for by'))
  answerBy!: string | null;

  @ApiProperty(dayOrNot('待批的延期至 · More time asked for until'))
  askedUntil!: string | null;

  @ApiProperty(dayOrNot('已批的延期至 · More time granted until'))
  grantedUntil!: string | null;

  @ApiProperty(
    dayOrNot(
      '应办结之日：已批的延期，未延期的为要求回复日期；已办结的不载 · Due by, while open: granted, else asked for',
    ),
  )
  dueOn!: string | null;

  @ApiProperty({ description: '已过应办结之日 · That day has passed', example: false })
  overdue!: boolean;

  @ApiProperty({ type: String, nullable: true, description: `结果 · Outcome：${told(OUTCOME_TERMS)}`, example: null })
  outcome!: string | null;

  @ApiProperty({
    description: '本单位已退回，所见止于退回时 · As it stood when your unit gave it back',
    example: false,
  })
  asGivenBack!: boolean;

  @ApiProperty({ type: 'integer', description: '所见的末版 · The last revision that you see', example: 3 })
  revision!: number;
}

/** What a line needs to know besides its row. */
export type Telling = Readonly<{ asker: Readonly<{ directory: Directory }>; now: Date }>;

export const named = (unitId: string, { asker: { directory } }: Telling): UnitName => ({
  unitId,
  name: directory.nameOf(unitId),
});

export function lineOf(row: ReferralLineRow, telling: Telling): ReferralLine {
  const until = row.finished_at ?? telling.now.toISOString();
  return {
    referralId: row.record_id,
    ...{ state: row.state as State, kind: row.kind, kindName: row.kind_name, restricted: row.restricted === 1 },
    ...{ subject: row.subject, caseNumber: row.case_number },
    sender: named(row.sender, telling),
    holder: named(row.holder, telling),
    approver: named(row.approver, telling),
    supervisor: row.supervisor === null ? null : named(row.supervisor, telling),
    waitingFor: waitingUnits(row, telling),
    ...{ sentAt: row.sent_at, lastActAt: row.last_at, standingSince: row.standing_since },
    ageSeconds: secondsBetween(row.sent_at, until) ?? 0,
    ...{ answerBy: row.answer_by, askedUntil: row.asked_until, grantedUntil: row.granted_until },
    ...{ dueOn: row.due_on, overdue: row.overdue === 1 },
    ...{ outcome: row.outcome, asGivenBack: row.edition !== 0, revision: row.revision },
  };
}

/** Those who stand today for who must act. */
function waitingUnits({ waiting_for, asked_of }: Pick<ReferralLineRow, 'waiting_for' | 'asked_of'>, telling: Telling) {
  const must = [waiting_for, asked_of].filter((unitId) => unitId !== null);
  const standing = new Set(must.map((unitId) => telling.asker.directory.standingFor(unitId)));
  return [...standing].map((unitId) => named(unitId, telling));
}

/** Whole seconds from one instant to another; `null` where one of them is not there. */
export const secondsBetween = (from: string | null, to: string | null): number | null =>
  from === null || to === null ? null : Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1_000));
