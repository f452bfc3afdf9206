import type { MessageData } from '@fuyuan/contracts';
import { begun, holderOf, newTurn, type Edition, type State, type Turn } from './edition';
import type { Act } from './referral-acts';

type Asides = 'sent' | 'progress-reported' | 'urged' | 'supervised' | 'act-corrected';
type Moving = Exclude<Act['type'], `cn.fuyuan.referral.${Asides}.v1`>;
type Move = (edition: Edition, data: MessageData<Moving>) => Edition;

type Said = Partial<Pick<Edition, 'reason' | 'outcome' | 'summary'>>;

// Millions of these are folded: an object is copied as a whole, first, and written out where two would be put together.
const at = (edition: Edition, state: State, { reason = null, outcome = null, summary = null }: Said = {}): Edition => ({
  ...edition,
  state,
  reason,
  outcome,
  summary,
});

const inTurn = (edition: Edition, change: (turn: Turn) => Turn): Edition => ({
  ...edition,
  chain: [...edition.chain.slice(0, -1), change(holderOf(edition))],
});

const turnedTo = (edition: Edition, state: State, change: (turn: Turn) => Turn): Edition =>
  at(inTurn(edition, change), state);

/** Where each act that moves a referral lets it stand; a message added to the contracts must be answered here. */
const MOVES: { readonly [Type in Moving]: (edition: Edition, data: MessageData<Type>) => Edition } = {
  'cn.fuyuan.referral.recalled.v1': (edition, { reason }) => at(edition, 'recalled', { reason }),
  'cn.fuyuan.referral.delivered.v1': (edition, { occurredAt }) =>
    turnedTo(edition, 'delivered', (turn) => ({ ...turn, deliveredAt: occurredAt })),
  'cn.fuyuan.referral.signed-for.v1': (edition, { occurredAt }) =>
    turnedTo(edition, 'signed-for', (turn) => ({ ...turn, signedForAt: occurredAt })),
  'cn.fuyuan.referral.accepted.v1': (edition, { occurredAt }) =>
    turnedTo(edition, 'accepted', (turn) => ({ ...turn, acceptedAt: occurredAt })),
  'cn.fuyuan.referral.returned.v1': (edition, { reason }) =>
    edition.chain.length === 1 ? at(edition, 'returned', { reason }) : givenBack(edition),
  'cn.fuyuan.referral.forwarded.v1': (edition, { receiverId: unitId, receiverRegion: region, occurredAt }) => {
    const { chain } = inTurn(edition, (turn) => ({ ...turn, handedOnAt: occurredAt }));
    const next = newTurn({ unitId, region, handedBy: holderOf(edition).unitId }, occurredAt);
    return at({ ...edition, chain: [...chain, next], askedUntil: null }, 'sent');
  },
  'cn.fuyuan.referral.extension-requested.v1': (edition, { until }) => ({ ...edition, askedUntil: until }),
  'cn.fuyuan.referral.extension-granted.v1': (edition, { until }) => ({
    ...edition,
    askedUntil: null,
    grantedUntil: until,
  }),
  'cn.fuyuan.referral.extension-refused.v1': (edition) => ({ ...edition, askedUntil: null }),
  'cn.fuyuan.referral.suspended.v1': (edition, { reason }) => at(edition, 'suspended', { reason }),
  'cn.fuyuan.referral.resumed.v1': (edition) => at(edition, 'accepted'),
  'cn.fuyuan.referral.concluded.v1': (edition, { outcome, summary, occurredAt }) =>
    at({ ...inTurn(edition, (turn) => ({ ...turn, concludedAt: occurredAt })), askedUntil: null }, 'concluded', {
      outcome,
      summary,
    }),
  'cn.fuyuan.referral.confirmed.v1': (edition) => ({ ...edition, state: 'confirmed' }),
  'cn.fuyuan.referral.sent-back.v1': (edition) =>
    turnedTo(edition, 'accepted', (turn) => ({ ...turn, concludedAt: null })),
  'cn.fuyuan.referral.closed.v1': (edition) => at(edition, 'closed', { outcome: edition.outcome }),
  'cn.fuyuan.referral.reopened.v1': (edition, { occurredAt }) =>
    turnedTo(edition, 'sent', (turn) => newTurn(turn, occurredAt)),
};

/** Back with whoever forwarded it, as it stood with them. */
function givenBack(edition: Edition): Edition {
  const holder = holderOf(edition).unitId;
  const chain = edition.chain.slice(0, -1);
  const back = inTurn({ ...edition, chain }, (turn) => ({ ...turn, handedOnAt: null }));
  const state = holderOf(back).acceptedAt === null ? 'signed-for' : 'accepted';
  const known = edition.former.some(([unitId]) => unitId === holder);
  const parted = [holder, edition.revision + 1] as const;
  const former = known ? edition.former.map((one) => (one[0] === holder ? parted : one)) : [...edition.former, parted];
  return at({ ...back, former }, state);
}

/** What a unit knows that gives the referral back to whoever forwarded it: how it stood then. */
export const partingEdition = (after: Edition, reason: string): Edition =>
  at({ ...after, former: [] }, 'returned', { reason });

/** How it stands after one act more. A correction is not folded: `standingOf` folds all the others again. */
export function afterAct(edition: Edition | null, act: Act): Edition {
  if (act.type === 'cn.fuyuan.referral.sent.v1') return begun(act.data);
  if (!edition) throw new Error('What comes before its sending is no act on a referral.');
  const move = (MOVES as Readonly<Record<string, Move | undefined>>)[act.type];
  // An act that was corrected leaves no gap: what counts is where the acts stand on record.
  const before = { ...edition, revision: act.revision - 1 };
  const moved = move ? move(before, act.data) : before;
  const { occurredAt } = act.data;
  const stays = moved.state === edition.state && moved.chain.length === edition.chain.length;
  return {
    ...moved,
    standingSince: stays ? edition.standingSince : occurredAt,
    revision: act.revision,
    lastAt: occurredAt > edition.lastAt ? occurredAt : edition.lastAt,
  };
}

/** How it stands after all acts, as if those that were recorded by mistake had not been. */
export function standingOf(acts: readonly Act[]): Edition {
  const mistaken = new Set(
    acts.flatMap((act) => (act.type === 'cn.fuyuan.referral.act-corrected.v1' ? [act.data.corrects] : [])),
  );
  const folded = acts
    .filter(({ revision, type }) => !mistaken.has(revision) && type !== 'cn.fuyuan.referral.act-corrected.v1')
    .reduce<Edition | null>(afterAct, null);
  if (!folded) throw new Error('A referral begins with its sending, which cannot be a mistake.');
  const last = acts.at(-1);
  return last ? { ...folded, revision: last.revision, lastAt: latest(folded.lastAt, last.data.occurredAt) } : folded;
}

const latest = (one: string, other: string): string => (other > one ? other : one);
