import type { Fact } from '../fact';
import type { LegalBasis } from '../legal-basis';
import type { Instant } from '../moment';
import type { RegionCode } from '../region';
import type { Norm } from './norm';

type Act = { noticeId: string; legalBasis: readonly LegalBasis[]; occurredAt: Instant };

/** An act of one addressed unit, on the edition of the notice that stood then (1, and one more per correction). */
type ActOfAddressee = Act & { unitId: string; edition: number };

/** 不涉及 none, 部分涉及 partial, 重大影响 major. */
export const IMPACTS = ['none', 'partial', 'major'] as const;
export type Impact = (typeof IMPACTS)[number];

/** How a norm touches the work of a unit, and what the unit will do. */
export type Assessment = Readonly<{ impact: Impact; opinion: string; measures: string | null }>;

export type LawNoticePublished = Fact<
  'LawNoticePublished',
  Act & { publisherId: string; publisherRegion: RegionCode; addressees: readonly string[]; norm: Norm }
>;

/** The whole norm anew. `corrects` is the edition that was mistaken; this event makes the next one. */
export type LawNoticeCorrected = Fact<'LawNoticeCorrected', Act & { corrects: number; norm: Norm; reason: string }>;

export type LawNoticeWithdrawn = Fact<'LawNoticeWithdrawn', Act & { reason: string }>;

/** 签收. */
export type LawNoticeSignedFor = Fact<'LawNoticeSignedFor', ActOfAddressee>;

/** 签阅. */
export type LawNoticeRead = Fact<'LawNoticeRead', ActOfAddressee>;

/** 影响评估. A later assessment of the same edition supplements the earlier one; both stay. */
export type LawNoticeAssessed = Fact<'LawNoticeAssessed', ActOfAddressee & Assessment>;

export type LawNoticeEvent =
  LawNoticePublished | LawNoticeCorrected | LawNoticeWithdrawn | LawNoticeSignedFor | LawNoticeRead | LawNoticeAssessed;
