import type { Instant } from '../moment';
import type { ReferralEvent } from './referral.events';
import { holdingOf, type Chain, type Holding, type KnownReferral, type Matter, type Phase } from './referral';

type Asides = 'ReferralProgressReported' | 'ReferralUrged' | 'ReferralSupervised' | 'ReferralActCorrected';
export type Move = Exclude<ReferralEvent, { type: Asides }>;
type DataOf<Type> = Extract<ReferralEvent, { type: Type }>['data'];

/** For every act that moves a referral: where it comes to stand. An event added to the union must be answered here. */
export const FOLDS: { readonly [Type in Move['type']]: (state: KnownReferral, data: DataOf<Type>) => KnownReferral } = {
  // A referral is sent once.
  ReferralSent: (state) => state,
  ReferralRecalled: ({ matter }, { reason }) => at({ status: 'recalled', reason }, matter),
  ReferralDelivered: ({ matter }, { occurredAt }) =>
    at({ status: 'delivered' }, held(matter, { deliveredAt: occurredAt })),
  ReferralSignedFor: ({ matter }, { occurredAt }) =>
    at({ status: 'signed-for' }, held(matter, { signedForAt: occurredAt })),
  ReferralAccepted: ({ matter }, { occurredAt }) =>
    at({ status: 'accepted' }, { ...held(matter, { acceptedAt: occurredAt }), everAccepted: true }),
  ReferralReturned: returned,
  ReferralForwarded: ({ matter }, data) => {
    const { receiverId: unitId, receiverRegion: region, occurredAt } = data;
    const next = newHolding({ unitId, region, handedBy: holdingOf(matter).unitId }, occurredAt);
    return at({ status: 'sent' }, { ...matter, chain: [...matter.chain, next], askedUntil: null });
  },
  ReferralExtensionRequested: (state, { until }) => ({ ...state, matter: { ...state.matter, askedUntil: until } }),
  ReferralExtensionGranted: (state, { until }) => ({
    ...state,
    matter: { ...state.matter, askedUntil: null, grantedUntil: until },
  }),
  ReferralExtensionRefused: (state) => ({ ...state, matter: { ...state.matter, askedUntil: null } }),
  ReferralSuspended: ({ matter }, { reason }) => at({ status: 'suspended', reason }, matter),
  ReferralResumed: ({ matter }) => at({ status: 'accepted' }, matter),
  ReferralConcluded: ({ matter }, { outcome, summary }) =>
    at({ status: 'concluded', outcome, summary }, { ...matter, askedUntil: null }),
  ReferralConfirmed: (state) => {
    const { outcome, summary } = concludedBy(state);
    return at({ status: 'confirmed', outcome, summary }, state.matter);
  },
  ReferralSentBack: ({ matter }) => at({ status: 'accepted' }, matter),
  ReferralClosed: (state) => at({ status: 'closed', outcome: 'outcome' in state ? state.outcome : null }, state.matter),
  ReferralReopened: ({ matter }, { occurredAt }) => {
    const last = holdingOf(matter);
    return at({ status: 'sent' }, { ...matter, chain: line(matter.chain, newHolding(last, occurredAt)) });
  },
};

const at = (phase: Phase, matter: Matter): KnownReferral => ({ ...phase, matter });

const line = (chain: Chain, last: Holding): Chain => [...chain.slice(0, -1), last] as unknown as Chain;

const held = (matter: Matter, change: Partial<Holding>): Matter => ({
  ...matter,
  chain: line(matter.chain, { ...holdingOf(matter), ...change }),
});

const newHolding = (
  { unitId, region, handedBy }: Pick<Holding, 'unitId' | 'region' | 'handedBy'>,
  sentAt: Instant,
): Holding => ({ unitId, region, handedBy, sentAt, deliveredAt: null, signedForAt: null, acceptedAt: null });

/** Back to whoever forwarded it, as it stood with them; back to the sender when nobody had. */
function returned(state: KnownReferral, { reason }: DataOf<'ReferralReturned'>): KnownReferral {
  const { matter } = state;
  const [first, ...others] = matter.chain;
  if (others.length === 0) return at({ status: 'returned', reason }, matter);

  const chain: Chain = [first, ...others.slice(0, -1)];
  const parting = {
    revision: matter.acts,
    referral: at({ status: 'returned', reason }, { ...matter, former: new Map(), steps: [] }),
  };
  const former = new Map(matter.former).set(holdingOf(matter).unitId, parting);
  const back = { ...matter, chain, former };
  return at({ status: holdingOf(back).acceptedAt === null ? 'signed-for' : 'accepted' }, back);
}

const concludedBy = (state: KnownReferral) =>
  state.status === 'concluded' ? state : ({ outcome: 'other', summary: '' } as const);
