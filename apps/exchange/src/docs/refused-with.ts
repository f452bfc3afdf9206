import { identityProblems } from '@fuyuan/identity';
import { refusalDocs } from '@fuyuan/platform';
import { exchangeProblems } from '../problems/exchange-problems';

/** Every refusal of the exchange, with those of who is let in. */
export const problemsOfExchange = exchangeProblems().register(identityProblems);

/** What the sentences of the examples name. */
const NAMED = {
  unitId: 'panshi-court',
  parentId: 'jilin-city-court',
  noticeId: '5f0c7d5e-53a7-5d0e-9b39-0f6f8f1f2a10',
  kind: 'bank',
  kindTerm: '银行',
  name: '委派调解',
  system: 'government',
  level: 'county',
  regionCode: '220200',
  title: '优化营商环境条例',
  promulgatedOn: '2019-10-22',
  effectiveOn: '2019-01-01',
  retiredOn: '2026-12-31',
  occurredAt: '2026-03-02T01:30:00.000Z',
  publishedAt: '2026-03-02T08:00:00.000Z',
  permission: 'register-unit',
  roles: '办公室 office',
  most: 1000,
  expected: 1,
  actual: 2,
  referralId: '8c1f2d7e-6f0a-5b1c-9a3d-2f4e6a8b0c1d',
  code: 'enforcement-assistance',
  day: '2026-03-02',
  least: 2,
  consentedOn: '2026-03-03',
  answerBy: '2026-03-02',
  until: '2026-05-01',
  granted: '2026-05-01',
  asked: '2026-04-01',
  revision: 2,
  endsOn: '2027-01-01',
  since: '2024-04-30',
  last: '2024-04-30',
  heirId: 'panshi-justice-bureau',
  account: 'li-court',
  header: 'authorization',
  seconds: 1,
};

/** What any address may be refused with before anyone looks at who asks. */
export const NOT_UNDERSTOOD = [
  'invalid-request',
  'malformed-url',
  'duplicate-header',
  'url-too-long',
  'too-many-requests',
];

/** Why the one who asks is not let in. */
export const NOT_LET_IN = [
  'unauthenticated',
  'token-expired',
  'token-malformed',
  'token-wrong-algorithm',
  'token-unknown-key',
  'token-bad-signature',
  'token-wrong-issuer',
  'token-wrong-audience',
  'token-not-yet-valid',
  'token-claims',
  'token-revoked',
  'issuer-away',
  'permission-denied',
];

/** Tells of every refusal that an endpoint can give: one response for each status, one example for each code. */
export const RefusedWith = refusalDocs(problemsOfExchange, { values: NAMED, instance: '/v1/law-notices' });
