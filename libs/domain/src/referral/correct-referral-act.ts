import { RuleBroken } from '../rule-broken';
import { factOf, requireInTime, requireSent, type ReasonedAct } from './act-on-referral';
import { competenceFor } from './competence';
import { recorded, requireStatus, type Verdict } from './decide-act';
import type { KnownReferral, Referral } from './referral';
import type { ReferralEvent } from './referral.events';

/** An act as it stands on record: where, what, whose. */
export type RecordedAct = Readonly<{ revision: number; type: ReferralEvent['type']; unitId: string }>;

/** `act` is `null` when nothing is on record at that revision. */
export type ReferralActCorrection = ReasonedAct & Readonly<{ revision: number; act: RecordedAct | null }>;

/**
 * 更正: an act was recorded by mistake. The unit whose act it was says so; both stay readable, and the referral stands
 * as if the act had not been, which is why nothing may rest on it yet. A referral sent by mistake is recalled instead.
 */
export function correctReferralAct(state: Referral, correction: ReferralActCorrection, now: Date): ReferralEvent[] {
  const known = requireSent(state, correction.referralId);
  const { act, revision, reason } = correction;
  if (act === null || act.revision !== revision || revision >= known.matter.acts) {
    throw new RuleBroken('referral.act-unknown', `The referral has no act at revision ${revision}.`, { revision });
  }
  const data = { ...factOf(known, correction, now), corrects: revision, correctedType: act.type, reason };
  return recorded(known, correction, { type: 'ReferralActCorrected', data }, () => {
    const verdict = judge(known, correction, act);
    if (verdict === undefined) requireInTime(known, data);
    return verdict;
  });
}

function judge(known: KnownReferral, correction: ReferralActCorrection, act: RecordedAct): Verdict {
  const { matter } = known;
  const { revision, type } = act;
  if (act.unitId !== correction.unit.unitId && act.unitId !== predecessorOf(correction, act)) {
    const { unitId } = correction.unit;
    throw new RuleBroken('referral.not-your-act', `The act at revision ${revision} is not one of ${unitId}.`, {
      unitId,
      revision,
    });
  }
  if (matter.corrected.has(revision)) return 'already';
  requireStatus(known, competenceFor('correct').in);
  if (type === 'ReferralSent' || type === 'ReferralActCorrected') {
    throw new RuleBroken('referral.act-not-correctable', 'A sending is recalled, and a correction stays.', {
      revision,
    });
  }
  if (!STANDS_ALONE.has(type)) requireNothingRestsOn(matter, revision);
  return undefined;
}

/** Acts that move nothing: nothing rests on them. */
const STANDS_ALONE: ReadonlySet<ReferralEvent['type']> = new Set([
  'ReferralProgressReported',
  'ReferralUrged',
  'ReferralSupervised',
]);

/** The heir of a unit corrects what that unit recorded. */
const predecessorOf = ({ heirs, unit }: ReferralActCorrection, { unitId }: RecordedAct): string | undefined =>
  heirs?.get(unitId) === unit.unitId ? unitId : undefined;

function requireNothingRestsOn({ steps, progress }: KnownReferral['matter'], revision: number): void {
  const isNewest = steps.at(-1)?.revision === revision;
  const reportedSince = progress !== null && progress.revision > revision;
  if (isNewest && !reportedSince) return;

  throw new RuleBroken('referral.act-built-upon', `Later acts rest on the act at revision ${revision}.`, { revision });
}
