import type { FuyuanEvent } from '@fuyuan/contracts';
import { projection, table, type RowOf } from '@fuyuan/read-model';
import { STANDARD_KINDS, type Kind } from './standard-kinds';

/** A kind and the days on which it may be sent: from `effectiveOn` (`null`: always) until before `endsOn`. */
export type ListedKind = Kind &
  Readonly<{ effectiveOn: string | null; endsOn: string | null; endReason: string | null }>;

/** Every period of every kind, in the order in which the kinds were first listed. */
export type KindsState = readonly ListedKind[];

export const initialKinds: KindsState = STANDARD_KINDS.map((kind) => ({
  ...kind,
  ...{ effectiveOn: null, endsOn: null, endReason: null },
}));

/** Errors: Error for the end of a kind that is not listed, or a message of another record. */
export function foldKinds(state: KindsState | null, { type, data }: FuyuanEvent): KindsState {
  const kinds = state ?? initialKinds;
  if (type === 'cn.fuyuan.referral-kind.added.v1') {
    const { code, name, restricted, needsConsent, senderKinds, receiverKinds, effectiveOn } = data;
    const kind = { code, name, restricted, needsConsent, senderKinds, receiverKinds };
    const after = lastOf(kinds, code);
    return kinds.toSpliced(after < 0 ? kinds.length : after + 1, 0, {
      ...kind,
      effectiveOn,
      endsOn: null,
      endReason: null,
    });
  }
  if (type !== 'cn.fuyuan.referral-kind.ended.v1') throw new Error(`${type} is no message of the list of kinds.`);
  const { code, endsOn, reason: endReason } = data;
  const last = lastOf(kinds, code);
  if (last < 0) throw new Error(`The kind ${code} is not listed.`);
  return kinds.map((kind, at) => (at === last ? { ...kind, endsOn, endReason } : kind));
}

const lastOf = (kinds: KindsState, code: string): number => kinds.findLastIndex((kind) => kind.code === code);

const KINDS = table({
  columns: {
    ...{ nth: 'integer', code: 'text', name: 'text', restricted: 'integer', needs_consent: 'integer' },
    /** JSON: kinds of unit; empty: any. */
    ...{ sender_kinds: 'text?', receiver_kinds: 'text?', effective_on: 'text?', ends_on: 'text?', end_reason: 'text?' },
  },
  key: ['nth'],
});
export type KindRow = RowOf<typeof KINDS>;

export const rowsOfKinds = (kinds: KindsState): KindRow[] =>
  kinds.map(({ code, name, ...kind }, nth) => ({
    ...{ nth, code, name, restricted: Number(kind.restricted), needs_consent: Number(kind.needsConsent) },
    sender_kinds: kind.senderKinds && JSON.stringify(kind.senderKinds),
    receiver_kinds: kind.receiverKinds && JSON.stringify(kind.receiverKinds),
    ...{ effective_on: kind.effectiveOn, ends_on: kind.endsOn, end_reason: kind.endReason },
  }));

/** The kinds of which a referral may be sent. Until the office changes the list there is no row: then `initialKinds`. */
export const referralKindsProjection = projection({
  name: 'referral-kinds',
  version: 1,
  families: ['referral-kinds'],
  tables: { kinds: KINDS },
  fold: foldKinds,
  rows: (_: string, state: KindsState) => ({ kinds: rowsOfKinds(state) }),
});
