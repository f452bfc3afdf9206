import { RuleBroken, Units } from '@fuyuan/domain';
import { sentenceOf } from '../import/cells';
import type { ImportFault } from '../import/import-fault';
import * as faults from './list-faults';
import type { MemberList, PlacedMember } from './member-list';
import type { UnitColumn } from './unit-columns';

export type SoundMember = PlacedMember & Readonly<{ title: string }>;

/** What a reading of the whole list says, before anything is sent. */
export type JudgedList = Readonly<{
  rows: number;
  sound: number;
  wrong: number;
  /** Parents first: those of a wave stand under those of earlier ones, or under units outside. */
  waves: readonly (readonly SoundMember[])[];
  /** By line. */
  faults: readonly ImportFault[];
}>;

/** A member that may be registered, as it will stand then; or nothing, since its row is wrong. */
type Verdict = Readonly<{ unit: Units.Unit; depth: number }> | null;

/**
 * Puts each member under its parent as the exchange would, by the model's own rules. `outside`: the units that the
 * list does not name, as they stand; undefined where nobody was asked, and then their children are believed.
 */
export function judgeMembers(
  list: MemberList,
  outside: ReadonlyMap<string, Units.Unit> | undefined,
  now: Date,
): JudgedList {
  const verdicts = new Map<string, Verdict>();
  const found = [...list.faults];
  const waves: SoundMember[][] = [];

  const judge = (member: PlacedMember): void => {
    const { depth, unit } = judged(member, { list, verdicts, outside, now });
    if ('rule' in unit) found.push(unit);
    else (waves[depth] ??= []).push({ ...member, title: member.registration.name });
    verdicts.set(member.unitId, 'rule' in unit ? null : { unit, depth });
  };

  for (const member of list.members.values()) {
    const { chain, circle } = unjudgedAbove(member, list, verdicts);
    for (const one of circle) {
      found.push(faults.circle(one, turnedTo(one, circle)));
      verdicts.set(one.unitId, null);
    }
    chain.reverse().forEach(judge);
  }
  const wrong = new Set(found.map(({ line }) => line)).size;
  const sound = list.rows - wrong;
  return { rows: list.rows, sound, wrong, waves, faults: found.sort((a, b) => a.line - b.line) };
}

type Known = Readonly<{
  list: MemberList;
  verdicts: ReadonlyMap<string, Verdict>;
  outside: ReadonlyMap<string, Units.Unit> | undefined;
  now: Date;
}>;

/** Whoever stands above it in the list was judged before. */
function judged(
  member: PlacedMember,
  { list, verdicts, outside, now }: Known,
): Readonly<{ unit: Units.Unit | ImportFault; depth: number }> {
  const { parentId, isOutside } = member;
  if (parentId === null || isOutside) return { unit: registered(member, unitOutside(member, outside), now), depth: 0 };

  const above = verdicts.get(parentId);
  if (above) return { unit: registered(member, above.unit, now), depth: above.depth + 1 };
  if (parentId === member.unitId) return { unit: registered(member, null, now), depth: 0 };
  return { unit: parentWrong(list, member, parentId), depth: 0 };
}

/** From the member upwards, as far as nobody was judged; those that form a circle apart. */
function unjudgedAbove(
  member: PlacedMember,
  { members }: MemberList,
  verdicts: ReadonlyMap<string, Verdict>,
): { chain: PlacedMember[]; circle: PlacedMember[] } {
  const chain = new Map<string, PlacedMember>();
  let next: PlacedMember | undefined = member;
  while (next && !verdicts.has(next.unitId) && !chain.has(next.unitId)) {
    chain.set(next.unitId, next);
    next = next.parentId === null || next.isOutside ? undefined : members.get(next.parentId);
  }
  const all = [...chain.values()];
  const from = next && chain.has(next.unitId) ? all.indexOf(next) : all.length;
  // A unit under itself is no circle of several: the model has a rule of its own for it.
  if (all.length - from === 1) return { chain: all, circle: [] };
  return { chain: all.slice(0, from), circle: all.slice(from) };
}

function turnedTo(one: PlacedMember, circle: readonly PlacedMember[]): string[] {
  const at = circle.indexOf(one);
  return [...circle.slice(at), ...circle.slice(0, at), one].map(({ unitId }) => unitId);
}

const parentWrong = ({ members, wrongIds }: MemberList, member: PlacedMember, parentId: string): ImportFault =>
  faults.parentWrong(member, members.get(parentId)?.line ?? wrongIds.get(parentId) ?? member.line);

const UNKNOWN: Units.Unit = { status: 'unknown' };

/** Null where there is none, or nobody was asked. */
const unitOutside = (
  { parentId, isOutside }: PlacedMember,
  outside: ReadonlyMap<string, Units.Unit> | undefined,
): Units.Unit | null => (parentId !== null && isOutside && outside ? (outside.get(parentId) ?? UNKNOWN) : null);

/** The unit as it stands once it is registered; or why it would not be. */
function registered(member: PlacedMember, parent: Units.Unit | null, now: Date): Units.Unit | ImportFault {
  const { unitId, isOutside, registration } = member;
  const { legalBasis, officers = [], occurredAt: _, ...profile } = registration;
  const isBelieved = isOutside && parent === null;
  const asked = { ...profile, parentId: isBelieved ? null : member.parentId };
  try {
    return Units.registerUnit(Units.initial, { unitId, profile: asked, parent, officers, legalBasis }, now).reduce(
      Units.evolve,
      Units.initial,
    );
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    return faults.faultAt(member, COLUMN_OF_RULE[error.rule] ?? 'unitId', sentenceOf(error));
  }
}

const COLUMN_OF_RULE: Readonly<Record<string, UnitColumn>> = {
  'act.no-legal-basis': 'legalBasis',
  'unit.kind-of-another-system': 'system',
  'unit.region-of-another-level': 'regionCode',
  'unit.own-parent': 'parent',
  'unit.parent-unknown': 'parent',
  'unit.parent-retired': 'parent',
  'unit.parent-of-lower-level': 'parent',
};
