import type { ImportFault } from '../import/import-fault';
import { isIdentifier } from './is-identifier';
import * as faults from './list-faults';
import type { Member, UnitRow } from './unit-row';

/** A member whose parent is known by its id; `isOutside`: the list does not name it, so the exchange must know it. */
export type PlacedMember = Member & Readonly<{ parentId: string | null; isOutside: boolean }>;

/** All rows, those that say something wrong by themselves or beside each other told apart. */
export type MemberList = Readonly<{
  /** By id, in the order of the file. */
  members: ReadonlyMap<string, PlacedMember>;
  /** Ids that wrong rows name, with the line of one. */
  wrongIds: ReadonlyMap<string, number>;
  rows: number;
  faults: readonly ImportFault[];
}>;

/** Reads the list into memory: ids are there once, and each parent is found by its id or its name. */
export async function memberListOf(rows: AsyncIterable<UnitRow>): Promise<MemberList> {
  const read: Member[] = [];
  const found: ImportFault[] = [];
  const linesOf = new Map<string, number[]>();
  let count = 0;

  for await (const row of rows) {
    count += 1;
    const { line, unitId } = row.member ?? row;
    if (unitId !== undefined) linesOf.set(unitId, [...(linesOf.get(unitId) ?? []), line]);
    if (row.member) read.push(row.member);
    else found.push(...row.faults);
  }

  const byName = byNameOf(read);
  const members = new Map<string, PlacedMember>();
  for (const member of read) {
    const placed = place(member, linesOf, byName);
    if ('rule' in placed) found.push(placed);
    else members.set(member.unitId, placed);
  }
  const wrongIds = new Map([...linesOf].flatMap(([id, [line = 0]]) => (members.has(id) ? [] : [[id, line] as const])));
  return { members, wrongIds, rows: count, faults: found };
}

function place(
  member: Member,
  linesOf: ReadonlyMap<string, readonly number[]>,
  byName: ReadonlyMap<string, readonly Member[]>,
): PlacedMember | ImportFault {
  const { parent, unitId, line } = member;
  const others = (linesOf.get(unitId) ?? []).filter((other) => other !== line);
  if (others.length > 0) return faults.idTwice(member, others);
  if (parent === null) return { ...member, parentId: null, isOutside: false };

  const asId = parent.toLowerCase();
  if (linesOf.has(asId)) return { ...member, parentId: asId, isOutside: false };

  const [named, ...more] = byName.get(parent) ?? [];
  if (named && more.length > 0) return faults.parentAmbiguous(member, [named, ...more]);
  if (named) return { ...member, parentId: named.unitId, isOutside: false };
  return isIdentifier(asId) ? { ...member, parentId: asId, isOutside: true } : faults.parentUnknown(member);
}

function byNameOf(members: readonly Member[]): ReadonlyMap<string, readonly Member[]> {
  const byName = new Map<string, Member[]>();
  for (const member of members) {
    const { name } = member.registration;
    byName.set(name, [...(byName.get(name) ?? []), member]);
  }
  return byName;
}

/** Every parent that the list does not name. */
export const parentsOutside = ({ members }: MemberList): string[] => [
  ...new Set([...members.values()].flatMap(({ parentId, isOutside }) => (isOutside && parentId ? [parentId] : []))),
];
