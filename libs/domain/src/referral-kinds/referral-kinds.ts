import type { CalendarDate } from '../moment';
import type { ReferralKind, ReferralKindsEvent } from './referral-kinds.events';
import { STANDARD_KINDS } from './standard-kinds';

/** The id of the one record of this sort: its stream is `codeList-referral-kinds`. */
export const REFERRAL_KINDS_ID = 'referral-kinds';

/** A kind and the days on which it may be sent: from `effectiveOn` (`null`: always) until before `endsOn`. */
export type ListedKind = ReferralKind &
  Readonly<{ effectiveOn: CalendarDate | null; endsOn: CalendarDate | null; endReason: string | null }>;

/** By code, the periods in which it stood, in order and without overlap. */
export type ReferralKinds = ReadonlyMap<string, readonly ListedKind[]>;

const fromTheBeginning = (kind: ReferralKind): ListedKind => ({
  ...kind,
  effectiveOn: null,
  endsOn: null,
  endReason: null,
});

export const initial: ReferralKinds = new Map(STANDARD_KINDS.map((kind) => [kind.code, [fromTheBeginning(kind)]]));

export function evolve(state: ReferralKinds, event: ReferralKindsEvent): ReferralKinds {
  const periods = state.get(event.data.code) ?? [];
  switch (event.type) {
    case 'ReferralKindAdded': {
      const { code, effectiveOn } = event.data;
      const added = { ...keptOf(event.data), effectiveOn, endsOn: null, endReason: null };
      return new Map(state).set(code, [...periods, added]);
    }
    case 'ReferralKindEnded': {
      const { code, endsOn, reason: endReason } = event.data;
      const last = periods.at(-1);
      return last ? new Map(state).set(code, [...periods.slice(0, -1), { ...last, endsOn, endReason }]) : state;
    }
  }
}

/** Of a kind in the list or of its adding, what its referrals keep. */
export const keptOf = (kind: ReferralKind): ReferralKind => {
  const { code, name, restricted, needsConsent, senderKinds, receiverKinds } = kind;
  return { code, name, restricted, needsConsent, senderKinds, receiverKinds };
};

/** The kind as it stands on a day; none when the code is not known, not yet effective or ended by then. */
export function kindOn(state: ReferralKinds, code: string, day: CalendarDate): ListedKind | undefined {
  const stands = ({ effectiveOn, endsOn }: ListedKind) =>
    (effectiveOn === null || effectiveOn <= day) && (endsOn === null || day < endsOn);
  return state.get(code)?.find(stands);
}

/** Every kind of which a referral may be sent on a day, in the order in which they were listed. */
export const kindsOn = (state: ReferralKinds, day: CalendarDate): ListedKind[] =>
  [...state.keys()].flatMap((code) => kindOn(state, code, day) ?? []);
