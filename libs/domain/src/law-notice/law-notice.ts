import type { LegalBasis } from '../legal-basis';
import type { Instant } from '../moment';
import type { RegionCode } from '../region';
import { RuleBroken } from '../rule-broken';
import type { Assessment, LawNoticeEvent } from './law-notice.events';
import type { Norm } from './norm';

/** How far one addressed unit has come: the latest edition it signed for, read and assessed; 0 is none. */
export type Handling = Readonly<{
  signedFor: number;
  read: number;
  assessed: number;
  assessment: Assessment | null;
}>;

type Told = Readonly<{
  noticeId: string;
  publisherId: string;
  publisherRegion: RegionCode;
  publishedAt: Instant;
  legalBasis: readonly LegalBasis[];
  norm: Norm;
  edition: number;
  handling: ReadonlyMap<string, Handling>;
}>;

export type PublishedLawNotice = Told & { readonly status: 'published' };

/** Only what the decisions need to know; what people want to see lives in the read models. */
export type LawNotice =
  | { readonly status: 'unknown' }
  | PublishedLawNotice
  | (Told & { readonly status: 'withdrawn'; readonly reason: string });

export const initial: LawNotice = { status: 'unknown' };

const UNTOUCHED: Handling = { signedFor: 0, read: 0, assessed: 0, assessment: null };

export function evolve(state: LawNotice, event: LawNoticeEvent): LawNotice {
  switch (event.type) {
    case 'LawNoticePublished': {
      const { noticeId, publisherId, publisherRegion, addressees, norm, legalBasis, occurredAt } = event.data;
      const handling = new Map(addressees.map((unitId) => [unitId, UNTOUCHED]));
      return {
        status: 'published',
        noticeId,
        publisherId,
        publisherRegion,
        publishedAt: occurredAt,
        legalBasis,
        norm,
        edition: 1,
        handling,
      };
    }
    case 'LawNoticeCorrected': {
      const { corrects, norm } = event.data;
      return state.status === 'unknown' ? state : { ...state, norm, edition: corrects + 1 };
    }
    case 'LawNoticeWithdrawn':
      return state.status === 'unknown' ? state : { ...state, status: 'withdrawn', reason: event.data.reason };
    case 'LawNoticeSignedFor':
      return handled(state, event.data.unitId, { signedFor: event.data.edition });
    case 'LawNoticeRead':
      return handled(state, event.data.unitId, { read: event.data.edition });
    case 'LawNoticeAssessed': {
      const { unitId, edition, impact, opinion, measures } = event.data;
      return handled(state, unitId, { assessed: edition, assessment: { impact, opinion, measures } });
    }
  }
}

function handled(state: LawNotice, unitId: string, change: Partial<Handling>): LawNotice {
  if (state.status === 'unknown') return state;

  const now = { ...handlingOf(state, unitId), ...change };
  // Set on the copy: V8 takes several times as long to replace a property within the braces.
  const next: Mutable<KnownLawNotice> = { ...state };
  next.handling = new Map(state.handling).set(unitId, now);
  return next;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

export type KnownLawNotice = Exclude<LawNotice, { status: 'unknown' }>;

/** How far a unit has come with a notice. */
export const handlingOf = ({ handling }: KnownLawNotice, unitId: string): Handling => handling.get(unitId) ?? UNTOUCHED;

/** Every act after the publication needs a notice. */
export function requireKnown(state: LawNotice, noticeId: string): asserts state is KnownLawNotice {
  if (state.status !== 'unknown') return;

  throw new RuleBroken('law-notice.unknown', `No law notice ${noticeId} is published.`, { noticeId });
}

/** No act on a record lies before the act that made it. */
export function requireNotBefore(state: PublishedLawNotice, occurredAt: Instant): void {
  if (occurredAt >= state.publishedAt) return;

  throw new RuleBroken(
    'act.before-the-record',
    `The act is said to have happened at ${occurredAt}, before the notice was published at ${state.publishedAt}.`,
    { occurredAt, publishedAt: state.publishedAt },
  );
}
