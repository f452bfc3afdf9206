import type { Sending } from './referral-acts';

export const STATES = [
  'sent',
  'delivered',
  'signed-for',
  'accepted',
  'suspended',
  'returned',
  'concluded',
  'confirmed',
  'closed',
  'recalled',
] as const;
export type State = (typeof STATES)[number];

/** One unit's turn, with what happened in it; instants are UTC. `handedOnAt`: when it forwarded the matter. */
export type Turn = Readonly<{
  unitId: string;
  region: string;
  handedBy: string;
  sentAt: string;
  deliveredAt: string | null;
  signedForAt: string | null;
  acceptedAt: string | null;
  concludedAt: string | null;
  handedOnAt: string | null;
}>;

/** How a referral stands, or stood when a unit gave it back. */
export type Edition = Readonly<{
  state: State;
  reason: string | null;
  outcome: string | null;
  summary: string | null;
  /** From the first receiver to the unit that holds it. */
  chain: readonly Turn[];
  /** Units that gave it back, each with the revision of its doing so, in the order of the first time. */
  former: readonly (readonly [unitId: string, revision: number])[];
  askedUntil: string | null;
  grantedUntil: string | null;
  /** When it came to stand so, and with whom it stands. */
  standingSince: string;
  /** The last act that counts towards it. */
  revision: number;
  lastAt: string;
}>;

export const newTurn = (
  { unitId, region, handedBy }: Pick<Turn, 'unitId' | 'region' | 'handedBy'>,
  sentAt: string,
): Turn => ({
  unitId,
  region,
  handedBy,
  sentAt,
  deliveredAt: null,
  signedForAt: null,
  acceptedAt: null,
  concludedAt: null,
  handedOnAt: null,
});

export const begun = ({ unitId, receiverId, receiverRegion, occurredAt }: Sending): Edition => ({
  state: 'sent',
  reason: null,
  outcome: null,
  summary: null,
  chain: [newTurn({ unitId: receiverId, region: receiverRegion, handedBy: unitId }, occurredAt)],
  former: [],
  askedUntil: null,
  grantedUntil: null,
  standingSince: occurredAt,
  revision: 0,
  lastAt: occurredAt,
});

export const holderOf = ({ chain }: Edition): Turn => {
  const turn = chain.at(-1);
  if (!turn) throw new Error('A referral is always with someone.');
  return turn;
};

/** Who must act now, by what the referral waits for; nobody once it is over. */
export function waitingFor(edition: Edition, { unitId: senderId }: Sending): string | null {
  const { state } = edition;
  if (state === 'closed' || state === 'recalled') return null;
  return AT_SENDER.includes(state) ? senderId : holderOf(edition).unitId;
}

const AT_SENDER: readonly State[] = ['returned', 'concluded', 'confirmed'];

/** In which the day can pass by which it is to be over. */
export const OPEN_STATES: ReadonlySet<State> = new Set(['sent', 'delivered', 'signed-for', 'accepted', 'suspended']);
