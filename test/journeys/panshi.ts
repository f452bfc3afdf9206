import { accounts } from '@fuyuan/testing';
import { type Person, signIn } from './person';

const MEMBERS = [{ norm: '磐石市府院联席会议工作规则', article: '第二条第（三）项' }];
export const SHARING = [{ norm: '磐石市府院联席会议工作规则', article: '第六条第（一）项' }];

/** A unit of Panshi as the office registers it. */
export const unitOf = (name: string, kind: string, system = 'government') => ({
  name,
  kind,
  system,
  level: 'county',
  regionCode: '220284',
  effectiveOn: '2024-04-30',
  legalBasis: MEMBERS,
});

export const units = {
  'panshi-justice-bureau': unitOf('磐石市司法局', 'bureau'),
  'panshi-court': unitOf('磐石市人民法院', 'court', 'court'),
  'panshi-procuratorate': unitOf('磐石市人民检察院', 'procuratorate', 'procuratorate'),
  'panshi-audit-bureau': unitOf('磐石市审计局', 'bureau'),
};

export const norm = {
  title: '优化营商环境条例',
  documentNumber: '国务院令第722号',
  issuingAuthority: '国务院',
  level: 'administrative-regulation',
  change: 'promulgated',
  promulgatedOn: '2019-10-22',
  effectiveOn: '2020-01-01',
  fieldsOfWork: ['优化营商环境'],
};

export const notice = { norm, addressees: ['panshi-court', 'panshi-procuratorate'], legalBasis: SHARING };

/** The office registers the units of this town. */
export async function registerUnits(office: Person): Promise<void> {
  for (const [unitId, unit] of Object.entries(units)) {
    const { status, body } = await office.act(`/v1/units/${unitId}/register`, unit, { key: `register-${unitId}` });
    if (status !== 201) throw new Error(JSON.stringify(body));
  }
}

/** The office adds an account at the machine, with the command it has for that; then the person signs in. */
export async function newOfficer(place: { url: string; data: string }, name: string, unit: string): Promise<Person> {
  return newPerson(place, { name, unit, role: 'officer' });
}

type NewPerson = Readonly<{ name: string; unit: string; role: string }>;

export async function newPerson(
  { url, data }: { url: string; data: string },
  { name, unit, role }: NewPerson,
): Promise<Person> {
  const args = ['add', name, '--person', '联络员', '--unit', unit, '--roles', role, '--generate'];
  const { code, output } = await accounts(data, args);
  const [, password] = /password, shown once: (\S+)/.exec(output) ?? [];
  if (code !== 0 || password === undefined) throw new Error(`No account was added:\n${output}`);
  return signIn(url, name, password);
}
