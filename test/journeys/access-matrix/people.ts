import { Accounts, randomPassword, type Role, ROLES } from '@fuyuan/identity';
import type { RunningStandalone } from '@fuyuan/testing';
import { unitOf } from '../panshi';
import { type Person, signIn } from '../person';

/** Every unit of the matrix, by what it is to the records; the kinds of unit are all there. */
export const UNITS = {
  'panshi-court': ['court', 'court'],
  'panshi-bureau': ['bureau', 'government'],
  'panshi-town': ['town', 'government'],
  'panshi-government': ['government', 'government'],
  'panshi-committee': ['mediation-body', 'government'],
  'panshi-bank': ['bank', 'government'],
  'panshi-procuratorate': ['procuratorate', 'procuratorate'],
  'panshi-park': ['other', 'government'],
  'panshi-health': ['bureau', 'government'],
} as const;
export type UnitId = keyof typeof UNITS;
export const UNIT_IDS = Object.keys(UNITS) as UnitId[];

/** An office of another region. */
export const ELSEWHERE = 'elsewhere-bureau';

export type Actor = Readonly<{ unit: string; role: Role; person: Person }>;
export type People = Readonly<Record<string, Actor>>;

export const nameOf = (unit: string, role: Role): string => `${unit}-${role}`;

/** Adds an account in every role for every unit before anything runs; returns their password. */
export async function addPeople(data: string): Promise<string> {
  const password = randomPassword();
  const accounts = await Accounts.open(data);
  for (const [unit, role] of everyone()) {
    await accounts.add({ name: nameOf(unit, role), person: '联络员', unit, roles: [role], password });
  }
  return password;
}

/** Registers the units and signs everyone in. */
export async function signAllIn({ url }: RunningStandalone, password: string): Promise<People> {
  const people: Record<string, Actor> = {};
  for (const [unit, role] of everyone()) {
    people[nameOf(unit, role)] = { unit, role, person: await signIn(url, nameOf(unit, role), password) };
  }
  const office = people[nameOf('panshi-health', 'office')]?.person;
  for (const [unitId, [kind, system]] of Object.entries(UNITS)) {
    await office?.act(`/v1/units/${unitId}/register`, unitOf(unitId, kind, system));
  }
  await office?.act(`/v1/units/${ELSEWHERE}/register`, { ...unitOf(ELSEWHERE, 'bureau'), regionCode: '440305' });
  return people;
}

const everyone = (): (readonly [unit: string, role: Role])[] => [
  ...UNIT_IDS.flatMap((unit) => ROLES.map((role) => [unit, role] as const)),
  [ELSEWHERE, 'office'],
];
