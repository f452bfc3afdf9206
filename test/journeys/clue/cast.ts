import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { newOfficer, newPerson, registerUnits, SHARING, unitOf } from '../panshi';
import { hrefOf, type Person, signIn } from '../person';

export const clue = {
  kind: 'case-clue',
  receiver: 'panshi-procuratorate',
  subject: '移送案件线索',
  request: '请依法审查并回复',
  legalBasis: SHARING,
};

/** Keys under which those acted who are named in the clue. */
export const KEYS = { sent: 'clue-sent', signedFor: 'clue-signed-for', forwarded: 'clue-forwarded' };

/** Who knows of the clue, and who must not. */
export type Cast = Readonly<{
  place: RunningStandalone;
  href: string;
  knowing: Readonly<Record<'procuratorate' | 'heir' | 'auditor' | 'police', Person>>;
  outsiders: Readonly<Record<Outsider, Person>>;
  end: () => Promise<void>;
}>;

export const OUTSIDERS = [
  'an officer of another unit',
  'the office of the region',
  'the office of the province',
  'an office elsewhere',
  'an officer of a retired unit',
  'an officer of the unit that sent it and was merged since',
  'an officer of the unit to which it was forwarded by mistake',
  'an officer of a unit that is not registered',
] as const;
export type Outsider = (typeof OUTSIDERS)[number];

const MORE = {
  'panshi-police': unitOf('磐石市公安局', 'bureau'),
  'panshi-forestry': unitOf('磐石市林业局', 'bureau'),
  'panshi-grain': unitOf('磐石市粮食局', 'bureau'),
  'jilin-office': { ...unitOf('吉林省府院联动办公室', 'other'), level: 'province', regionCode: '220000' },
  'shenzhen-office': { ...unitOf('深圳市福田区府院联动办公室', 'other'), regionCode: '440304' },
};
const ending = { reason: '机构改革', effectiveOn: '2026-01-01', legalBasis: SHARING };

/** A clue is sent, signed for, forwarded by mistake and taken back; its sender is merged into another unit. */
export async function castOfTheClue(): Promise<Cast> {
  const { data, remove } = newDataDirectory();
  const place = await startStandalone({ data, args: ['--office-unit', 'panshi-court'] });
  const office = await signIn(place.url, 'office', place.firstPassword);
  await registerUnits(office);
  for (const [unitId, unit] of Object.entries(MORE)) await done(office, `/v1/units/${unitId}/register`, unit);

  const forestry = await newOfficer(place, 'forestry', 'panshi-forestry');
  const procuratorate = await newOfficer(place, 'procuratorate', 'panshi-procuratorate');
  const police = await newOfficer(place, 'police', 'panshi-police');
  const sent = await forestry.act('/v1/referrals', clue, { key: KEYS.sent });
  const href = hrefOf(sent);
  await done(procuratorate, `${href}/sign-for`, {}, KEYS.signedFor);
  await done(procuratorate, `${href}/forward`, { receiver: 'panshi-police', reason: '依法办理' }, KEYS.forwarded);
  await done(procuratorate, `${href}/correct`, { revision: 2, reason: '转办有误' });
  await done(office, '/v1/units/panshi-grain/retire', ending);
  await done(office, '/v1/units/panshi-forestry/merge', { ...ending, heirId: 'panshi-justice-bureau' });

  return {
    place,
    href,
    knowing: {
      procuratorate,
      heir: await newOfficer(place, 'heir', 'panshi-justice-bureau'),
      auditor: await newPerson(place, { name: 'auditor', unit: 'panshi-audit-bureau', role: 'auditor' }),
      police,
    },
    outsiders: {
      'an officer of another unit': await newOfficer(place, 'stranger', 'panshi-audit-bureau'),
      'the office of the region': office,
      'the office of the province': await newPerson(place, { name: 'jilin', unit: 'jilin-office', role: 'office' }),
      'an office elsewhere': await newPerson(place, { name: 'futian', unit: 'shenzhen-office', role: 'office' }),
      'an officer of a retired unit': await newOfficer(place, 'grain', 'panshi-grain'),
      'an officer of the unit that sent it and was merged since': forestry,
      'an officer of the unit to which it was forwarded by mistake': police,
      'an officer of a unit that is not registered': await newOfficer(place, 'nobody', 'panshi-nowhere'),
    },
    end: async () => {
      await place.stop();
      remove();
    },
  };
}

/** Does what must succeed. Errors: names what did not. */
export async function done(who: Person, path: string, body: object, key?: string): Promise<void> {
  const answer = await who.act(path, body, key === undefined ? {} : { key });
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
