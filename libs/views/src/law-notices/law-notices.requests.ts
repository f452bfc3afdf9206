import { CalendarDate, Identifier, OneOf, Text, Uuid } from '@fuyuan/platform';
import { Format } from '../export/docs';
import type { ExportFormat } from '../export/hand-out';
import { Cursor, FreshQuery, Limit } from '../reading/page';
import { told } from '../units/unit-terms';
import { codesOf } from '../units/units.requests';
import type { HandlingState } from '@fuyuan/projections';
import { BOXES, HANDLING, NORM_CHANGES, NORM_LEVELS, STATUSES } from './notice-terms';

export type Box = keyof typeof BOXES;
export type NormLevel = keyof typeof NORM_LEVELS;
export type NormChange = keyof typeof NORM_CHANGES;
export type NoticeStatus = keyof typeof STATUSES;

const Day = (description: string): PropertyDecorator =>
  CalendarDate({ optional: true, description: `${description}（北京时间） · In Asia/Shanghai`, example: '2026-03-02' });

export class NoticeFilters extends FreshQuery {
  @OneOf(codesOf(BOXES), { optional: true, description: `范围 · Which of those in sight：${told(BOXES)}` })
  box: Box = 'all';

  @OneOf(codesOf(HANDLING), {
    optional: true,
    description: `办理状态：收到的看本单位，其余看任一受文单位 · Of the own unit for those received; else of any addressed unit：${told(HANDLING)}`,
  })
  state?: HandlingState;

  @OneOf(codesOf(STATUSES), { optional: true, description: told(STATUSES) })
  status?: NoticeStatus;

  @Identifier({ optional: true, description: '发布或受文单位 · A unit that published it or is addressed' })
  unit?: string;

  @OneOf(codesOf(NORM_LEVELS), { optional: true, description: `效力位阶 · Level of the norm：${told(NORM_LEVELS)}` })
  level?: NormLevel;

  @OneOf(codesOf(NORM_CHANGES), { optional: true, description: told(NORM_CHANGES) })
  change?: NormChange;

  @Text({ max: 100, optional: true, description: '工作领域，须全同 · Field of work, whole', example: '行政复议' })
  field?: string;

  @Day('通报发布之日不早于 · Published by its unit on or after')
  publishedFrom?: string;

  @Day('通报发布之日不晚于 · Published by its unit on or before')
  publishedTo?: string;

  @Day('规范公布之日不早于 · Promulgated on or after')
  promulgatedFrom?: string;

  @Day('规范公布之日不晚于 · Promulgated on or before')
  promulgatedTo?: string;

  @Day('施行之日不早于 · In force on or after')
  effectiveFrom?: string;

  @Day('施行之日不晚于 · In force on or before')
  effectiveTo?: string;

  @Text({
    max: 100,
    optional: true,
    description: '标题、文号、机关、领域、正文中的文字 · Part of title, number, authority, fields or text',
  })
  q?: string;
}

export const SORTS = ['published', 'promulgated', 'effective'] as const;
export const ORDERS = ['desc', 'asc'] as const;

export class NoticesQuery extends NoticeFilters {
  @Limit()
  limit = 50;

  @OneOf(SORTS, {
    optional: true,
    description: '发布时间 published、规范公布之日 promulgated、施行之日 effective · Sorted by',
  })
  sort: (typeof SORTS)[number] = 'published';

  @OneOf(ORDERS, { optional: true, description: '降序 desc、升序 asc · Newest or oldest first' })
  order: (typeof ORDERS)[number] = 'desc';

  @Cursor()
  cursor?: string;
}

export class NoticesExportQuery extends NoticeFilters {
  @Format()
  format: ExportFormat = 'xlsx';
}

export class NoticePath {
  @Uuid({ description: '通报编号 · Id of the notice' })
  noticeId!: string;
}
