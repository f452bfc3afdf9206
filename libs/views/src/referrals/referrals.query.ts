import { Format } from '../export/docs';
import type { ExportFormat } from '../export/hand-out';
import { Flag, Identifier, ListOf, OneOf, oneOf, Text, text, CalendarDate } from '@fuyuan/platform';
import { type State, STATES } from '@fuyuan/projections';
import { Cursor, FreshQuery, Limit } from '../reading/page';

export const DIRECTIONS = ['sent', 'received', 'approving', 'supervised'] as const;
export const SORTS = ['sent', 'last-act', 'standing'] as const;
const ORDERS = ['desc', 'asc'] as const;

/** Which referrals; what is left out filters nothing. */
export type ReferralFilter = Readonly<{
  direction?: (typeof DIRECTIONS)[number];
  unit?: string;
  kind?: readonly string[];
  state?: readonly State[];
  sentFrom?: string;
  sentTo?: string;
  waitingFor?: string;
  overdue?: boolean;
  dueTo?: string;
  restricted?: boolean;
  q?: string;
}>;

/** The filters as an address carries them; the list and the counts take the same. */
const Direction = OneOf(DIRECTIONS, {
  optional: true,
  description:
    '本单位所移送 sent、所承办 received、所审批延期 approving、所监督 supervised · What your unit sent, received, approves, supervises',
});
const Unit = Identifier({
  optional: true,
  description: '涉及该单位（移送、承办、审批或监督） · Which concern this unit',
  example: 'panshi-justice-bureau',
});
const Kind = ListOf(text({ max: 64 }), {
  ...{ max: 50, optional: true },
  description: '类别代码 · Kinds, by their codes',
  example: ['enforcement-assistance'],
});
const States = ListOf(oneOf(STATES), { max: STATES.length, optional: true, description: '状态 · States' });
const SentFrom = CalendarDate({
  optional: true,
  description: '移送日期起（北京时间，含） · Sent on this day or later',
});
const SentTo = CalendarDate({
  optional: true,
  description: '移送日期止（北京时间，含） · Sent on this day or earlier',
});
const WaitingFor = Identifier({ optional: true, description: '待该单位办理 · This unit must act now' });
const Overdue = Flag({
  optional: true,
  description: '已过应办结之日 · The day has passed that was granted, or asked for by the sender',
});
const DueTo = CalendarDate({
  optional: true,
  description: '应办结之日不晚于（北京时间，含），含已超期的 · Due on this day or earlier, overdue ones too',
});
const Restricted = Flag({ optional: true, description: '限定知悉 · Of a restricted kind' });
const Search = Text({
  ...{ max: 100, optional: true, example: '不动产' },
  description: '检索事由、请求、案号和办理文字，一个字也可 · Searches what is written; one character is enough',
});

/** Which referrals are counted. */
export class ReferralSummaryQuery extends FreshQuery implements ReferralFilter {
  @Direction direction?: (typeof DIRECTIONS)[number];
  @Unit unit?: string;
  @Kind kind?: string[];
  @States state?: State[];
  @SentFrom sentFrom?: string;
  @SentTo sentTo?: string;
  @WaitingFor waitingFor?: string;
  @Overdue overdue?: boolean;
  @DueTo dueTo?: string;
  @Restricted restricted?: boolean;
  @Search q?: string;
}

/** Which referrals are handed out, and in which form. */
export class ReferralsExportQuery extends ReferralSummaryQuery {
  @Format() format: ExportFormat = 'xlsx';
}

/** Which referrals are listed, and in which order. */
export class ReferralsQuery extends ReferralSummaryQuery {
  @Limit() limit = 50;
  @Cursor() cursor?: string;

  @OneOf(SORTS, { optional: true, description: '移送时间 sent、最近办理 last-act、现状起始 standing · Sorted by' })
  sort: (typeof SORTS)[number] = 'sent';

  @OneOf(ORDERS, { optional: true, description: '降序 desc、升序 asc · Newest or oldest first' })
  order: (typeof ORDERS)[number] = 'desc';
}

/** The filter alone, for a cursor and for a query. */
export function filterIn(query: ReferralFilter): ReferralFilter {
  const { direction, unit, kind, state, sentFrom, sentTo, waitingFor, overdue, dueTo, restricted, q } = query;
  const all = { direction, unit, kind, state, sentFrom, sentTo, waitingFor, overdue, dueTo, restricted, q };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
