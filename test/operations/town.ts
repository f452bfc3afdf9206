import { randomUUID } from 'node:crypto';
import type { Act } from './act-book';
import { request, type Answer, type Call } from './running/http-call';

export const OFFICE = 'panshi-office';
export const PUBLISHER = 'panshi-justice';
export const ADDRESSEES = ['panshi-court', 'panshi-procuratorate', 'panshi-police'] as const;
export const AUDITOR = 'panshi-audit';

export const legalBasis = [{ norm: '磐石市府院联动联席会议工作规则', article: '第九条' }];

/** The units of Panshi (磐石市, 220284) that take part, as the office registers them. */
const units = [
  { unitId: OFFICE, name: '磐石市府院联动联席会议办公室', kind: 'other', system: 'government' },
  { unitId: PUBLISHER, name: '磐石市司法局', kind: 'bureau', system: 'government' },
  { unitId: 'panshi-court', name: '磐石市人民法院', kind: 'court', system: 'court' },
  { unitId: 'panshi-procuratorate', name: '磐石市人民检察院', kind: 'procuratorate', system: 'procuratorate' },
  { unitId: 'panshi-police', name: '磐石市公安局', kind: 'bureau', system: 'government' },
  { unitId: AUDITOR, name: '磐石市审计局', kind: 'bureau', system: 'government' },
] as const;

function roleOf(unitId: string): 'office' | 'auditor' | 'officer' {
  if (unitId === OFFICE) return 'office';
  return unitId === AUDITOR ? 'auditor' : 'officer';
}

/** Each unit acts through an account of the same name. */
export const accounts = units.map(({ unitId, name }) => ({
  name: unitId,
  person: `${name}联络员`,
  unit: unitId,
  roles: [roleOf(unitId)],
}));

export const registrations = (): Act[] =>
  units.map(({ unitId, ...unit }) => ({
    account: OFFICE,
    path: `/v1/units/${unitId}/register`,
    key: `register-${unitId}`,
    body: { ...unit, level: 'county', regionCode: '220284', effectiveOn: '2026-01-01', legalBasis },
  }));

export const norm = (documentNumber: string) => ({
  title: '中华人民共和国行政复议法',
  documentNumber,
  issuingAuthority: '全国人民代表大会常务委员会',
  level: 'law',
  change: 'revised',
  promulgatedOn: '2023-09-01',
  effectiveOn: '2024-01-01',
  fieldsOfWork: ['行政复议'],
});

export const publication = (documentNumber: string) => ({
  norm: norm(documentNumber),
  addressees: ADDRESSEES,
  legalBasis,
});

/** One act of an account, under a key of its own. */
export const act = (account: string, path: string, body: unknown): Act => ({ account, path, key: randomUUID(), body });
const onNotice = (noticeId: string, verb: string) => `/v1/law-notices/${noticeId}/${verb}`;

export const publish = (documentNumber: string): Act => act(PUBLISHER, '/v1/law-notices', publication(documentNumber));
export const correct = (noticeId: string, documentNumber: string): Act =>
  act(PUBLISHER, onNotice(noticeId, 'correct'), { norm: norm(documentNumber), reason: '文号有误', legalBasis });
export const signFor = (unit: string, noticeId: string, _opinion?: string): Act =>
  act(unit, onNotice(noticeId, 'sign-for'), {});
export const read = (unit: string, noticeId: string, _opinion?: string): Act =>
  act(unit, onNotice(noticeId, 'read'), {});
export const assess = (unit: string, noticeId: string, opinion: string): Act =>
  act(unit, onNotice(noticeId, 'assess'), { impact: 'partial', opinion });

/** The exchange as the town's accounts see it. */
export type Town = Readonly<{
  origin: string;
  perform(act: Act, onSent?: () => void): Promise<Answer>;
  ask(account: string, path: string): Promise<Answer>;
  tokenOf(account: string): string;
}>;

/** Signs everyone in, once: a token outlives a restart. Errors: names the account that was not let in. */
export async function enter(origin: string, password: string): Promise<Town> {
  const tokens = new Map<string, string>();
  for (const { name } of accounts) {
    const body = { account: name, password };
    const { status, text } = await request(origin, { method: 'POST', path: '/v1/sign-in', body });
    if (status >= 300) throw new Error(`${name} was not signed in: ${status} ${text}`);
    tokens.set(name, (JSON.parse(text) as { accessToken: string }).accessToken);
  }
  const tokenOf = (account: string) => tokens.get(account) ?? '';
  const as = (account: string, call: Call): Call => ({
    ...call,
    headers: { ...call.headers, authorization: `Bearer ${tokenOf(account)}` },
  });
  return {
    origin,
    perform: ({ account, path, key, body }, onSent) =>
      request(origin, as(account, { method: 'POST', path, body, headers: { 'idempotency-key': key } }), onSent),
    tokenOf,
    ask: (account, path) => request(origin, as(account, { method: 'GET', path })),
  };
}
