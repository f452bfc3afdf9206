import type { ReferralEvent, ReferralSent } from './referral.events';
import { FOLDS } from './folds';
import type { KnownReferral, Matter, Referral, Step } from './referral';

/** So many acts can be taken back one after the other, the newest first. */
const STEPS_KEPT = 5;

export function evolve(state: Referral, event: ReferralEvent): Referral {
  if (state.status === 'unknown') return event.type === 'ReferralSent' ? begun(event) : state;

  const { matter } = state;
  const acts = matter.acts + 1;
  if (event.type === 'ReferralActCorrected') return counted(corrected(state, event.data.corrects), { acts });
  if (isAside(event)) return counted(state, { acts, [ASIDES[event.type]]: { revision: matter.acts, event } });

  const moved = foldOf(event.type)(state, event.data);
  const steps = [...matter.steps, stepOf(state, event)].slice(-STEPS_KEPT);
  return counted(moved, { acts, steps, last: event, since: event.data.occurredAt });
}

/** Where the last act of each sort that moves nothing is kept. */
const ASIDES = {
  ReferralProgressReported: 'progress',
  ReferralUrged: 'urging',
  ReferralSupervised: 'supervision',
} as const;
type AsideEvent = Extract<ReferralEvent, { type: keyof typeof ASIDES }>;
const isAside = (event: ReferralEvent): event is AsideEvent => event.type in ASIDES;

type Fold = (state: KnownReferral, data: ReferralEvent['data']) => KnownReferral;
const foldOf = (type: keyof typeof FOLDS) => FOLDS[type] as Fold;

const counted = (state: KnownReferral, change: Partial<Matter>): KnownReferral => ({
  ...state,
  matter: { ...state.matter, ...change },
});

function begun(event: ReferralSent): Referral {
  const { receiverId: unitId, receiverRegion: region, unitId: handedBy, occurredAt: sentAt } = event.data;
  const untouched = { deliveredAt: null, signedForAt: null, acceptedAt: null };
  return {
    status: 'sent',
    matter: {
      sending: event.data,
      chain: [{ unitId, region, handedBy, sentAt, ...untouched }],
      former: new Map(),
      everAccepted: false,
      askedUntil: null,
      grantedUntil: null,
      since: sentAt,
      last: event,
      progress: null,
      urging: null,
      supervision: null,
      acts: 1,
      corrected: new Set(),
      steps: [],
    },
  };
}

/** How it stood before keeps no steps of its own: else every state would hold all states before it. */
const stepOf = (state: KnownReferral, { type, data: { unitId } }: ReferralEvent): Step => ({
  revision: state.matter.acts,
  type,
  unitId,
  before: counted(state, { steps: [] }),
});

/** What moved the referral last is taken back; what did not move it is only marked. What was said meanwhile stays. */
function corrected(state: KnownReferral, revision: number): KnownReferral {
  const { matter } = state;
  const known = { corrected: new Set(matter.corrected).add(revision) };
  const step = matter.steps.at(-1);
  if (step?.revision === revision) {
    const { progress, urging, supervision } = matter;
    return counted(step.before, { ...known, progress, urging, supervision, steps: matter.steps.slice(0, -1) });
  }
  return counted(state, {
    ...known,
    progress: unlessAt(revision, matter.progress),
    urging: unlessAt(revision, matter.urging),
    supervision: unlessAt(revision, matter.supervision),
  });
}

const unlessAt = <Kept extends { revision: number }>(revision: number, aside: Kept | null): Kept | null =>
  aside?.revision === revision ? null : aside;
