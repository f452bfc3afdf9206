import { RuleBroken } from '../rule-broken';
import { ORGANS, type UnitKind, type UnitStanding } from '../unit';
import type { KnownLawNotice, LawNotice, PublishedLawNotice } from './law-notice';

/** What a unit is to a notice; whoever publishes one is nothing to it yet. */
export type LawNoticeParty = 'publisher' | 'addressee';

/** Whose act it is, of which kinds of unit (left out: any), and how the notice must stand. */
export type LawNoticeCompetence = Readonly<{
  by: LawNoticeParty | null;
  of?: readonly UnitKind[];
  in: readonly LawNotice['status'][];
  /** Standing so, the notice says already what the act would say: it changes nothing. */
  already?: LawNotice['status'];
}>;

/**
 * Who may do what on a law notice, and when: the one table. The organs tell each other of new norms
 * (磐石市府院联动联席会议工作规则「市政府与市法院、市检察院之间…相互通报」); mediation bodies and banks are told.
 */
export const LAW_NOTICE_COMPETENCE = {
  publish: { by: null, of: ORGANS, in: ['unknown'] },
  correct: { by: 'publisher', in: ['published'] },
  withdraw: { by: 'publisher', in: ['published'], already: 'withdrawn' },
  'sign-for': { by: 'addressee', in: ['published'] },
  read: { by: 'addressee', in: ['published'] },
  assess: { by: 'addressee', in: ['published'] },
} as const satisfies Record<string, LawNoticeCompetence>;

export type LawNoticeAct = keyof typeof LAW_NOTICE_COMPETENCE;

const competenceFor = (act: LawNoticeAct): LawNoticeCompetence => LAW_NOTICE_COMPETENCE[act];

/** Refuses a unit of a kind that does not do this. */
export function requireKindOfUnit(act: LawNoticeAct, { unitId, kind }: UnitStanding): void {
  const { of } = competenceFor(act);
  if (!of || (kind !== null && of.includes(kind))) return;

  throw new RuleBroken('law-notice.not-an-organ', `The unit ${unitId}, a ${kind}, does not publish law notices.`, {
    unitId,
    kind: kind ?? '',
  });
}

const IS: Record<LawNoticeParty, (notice: KnownLawNotice, unitId: string) => boolean> = {
  publisher: ({ publisherId }, unitId) => publisherId === unitId,
  addressee: ({ handling }, unitId) => handling.has(unitId),
};

const REFUSAL: Record<LawNoticeParty, (unitId: string) => RuleBroken> = {
  publisher: (unitId) =>
    new RuleBroken('law-notice.not-publisher', `The law notice was not published by ${unitId}.`, { unitId }),
  addressee: (unitId) =>
    new RuleBroken('law-notice.not-addressed', `The law notice is not addressed to ${unitId}.`, { unitId }),
};

/** Refuses whoever is not that party to the notice. */
export function requireParty(act: LawNoticeAct, notice: KnownLawNotice, unitId: string): void {
  const { by } = competenceFor(act);
  if (by !== null && !IS[by](notice, unitId)) throw REFUSAL[by](unitId);
}

/** Whether the notice says already what the act would say. */
export const isSoAlready = (act: LawNoticeAct, { status }: KnownLawNotice): boolean =>
  competenceFor(act).already === status;

/** What was withdrawn takes no further act. Asked last, so that only those concerned learn of the withdrawal. */
export function requireStanding(act: LawNoticeAct, notice: KnownLawNotice): asserts notice is PublishedLawNotice {
  if (competenceFor(act).in.includes(notice.status)) return;

  const { noticeId } = notice;
  throw new RuleBroken('law-notice.withdrawn', `The law notice ${noticeId} is withdrawn.`, { noticeId });
}
