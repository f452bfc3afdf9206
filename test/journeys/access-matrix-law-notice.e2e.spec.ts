import { LawNotices } from '@fuyuan/domain';
import { POLICY, ROLES } from '@fuyuan/identity';
import { newDataDirectory, type RunningStandalone, startStandalone, until } from '@fuyuan/testing';
import {
  type Actor,
  addPeople,
  nameOf,
  type People,
  signAllIn,
  UNIT_IDS,
  UNITS,
  type UnitId,
} from './access-matrix/people';
import { norm, notice, SHARING } from './panshi';
import { type Answer, hrefOf } from './person';

const TABLE: Readonly<Record<LawNotices.LawNoticeAct, LawNotices.LawNoticeCompetence>> =
  LawNotices.LAW_NOTICE_COMPETENCE;
type Act = Exclude<LawNotices.LawNoticeAct, 'publish'>;
const ACTS = (Object.keys(TABLE) as LawNotices.LawNoticeAct[]).filter((act): act is Act => act !== 'publish');

const BODIES: Record<Act, object> = {
  correct: { norm: { ...norm, documentNumber: null }, reason: '文号有误', legalBasis: SHARING },
  withdraw: { reason: '试撤回', legalBasis: SHARING },
  'sign-for': {},
  read: {},
  assess: { impact: 'none', opinion: '不涉及' },
};
const BEFORE: Record<Act, readonly Act[]> = {
  correct: [],
  withdraw: [],
  'sign-for': [],
  read: ['sign-for'],
  assess: ['sign-for', 'read'],
};
const [PUBLISHER, ADDRESSEE] = ['panshi-bureau', 'panshi-bank'] as const;
const REFUSED = { publisher: '409 law-notice.not-publisher', addressee: '409 law-notice.not-addressed' };

const outcome = ({ status, body }: Answer): string =>
  status < 300 ? String(status) : `${status} ${String(body['code'])}`;
const may = (permission: keyof typeof POLICY, role: Actor['role']) => POLICY[permission].some((one) => one === role);

describe('the access matrix of law notices', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let people: People;
  const by = (unit: UnitId, role: Actor['role']): Actor => people[nameOf(unit, role)] as Actor;
  const everyone = () => UNIT_IDS.flatMap((unit) => ROLES.map((role) => by(unit, role)));

  beforeAll(async () => {
    const password = await addPeople(data);
    place = await startStandalone({ data });
    people = await signAllIn(place, password);
  }, 90_000);
  afterAll(async () => {
    await place.stop();
    remove();
  });

  async function placed(status: string, before: readonly Act[] = []): Promise<string> {
    const publisher = by(PUBLISHER, 'officer').person;
    const href = hrefOf(await publisher.act('/v1/law-notices', { ...notice, addressees: [ADDRESSEE] }));
    for (const act of before) await by(ADDRESSEE, 'officer').person.act(`${href}/${act}`, BODIES[act]);
    if (status === 'withdrawn') await publisher.act(`${href}/withdraw`, { reason: '误发', legalBasis: SHARING });
    return href;
  }

  /** Read from the table, never from the decisions. */
  function expected(act: Act, status: 'published' | 'withdrawn', { unit, role }: Actor): string {
    if (!may(`${act}-law-notice`, role)) return '403 permission-denied';
    const { by: party, in: where, already } = TABLE[act];
    if (party && unit !== { publisher: PUBLISHER, addressee: ADDRESSEE }[party]) return REFUSED[party];
    if (already === status) return '200';
    return where.includes(status) ? '201' : '409 law-notice.withdrawn';
  }

  it.each(['published', 'withdrawn'] as const)(
    'that are %s: every role of every unit tries every act',
    async (status) => {
      const shared = await placed(status);
      const [told, found] = [[], []] as [string[], string[]];
      for (const actor of everyone()) {
        for (const act of ACTS) {
          const hoped = expected(act, status, actor);
          const href = hoped === '201' ? await placed(status, BEFORE[act]) : shared;
          const cell = `${actor.unit} ${actor.role} ${act}: `;
          told.push(cell + hoped);
          found.push(cell + outcome(await actor.person.act(`${href}/${act}`, BODIES[act])));
        }
      }
      expect(found).toEqual(told);
      expect(told.some((cell) => cell.endsWith(': 201'))).toBe(status === 'published');
    },
  );

  it('every role of every kind of unit publishes, or is told why not', async () => {
    const [told, found] = [[], []] as [string[], string[]];
    for (const { unit, role, person } of everyone()) {
      const isOrgan = TABLE.publish.of?.includes(UNITS[unit as UnitId][0]) ?? true;
      const permitted = isOrgan ? '201' : '409 law-notice.not-an-organ';
      const to = unit === 'panshi-health' ? 'panshi-town' : 'panshi-health';
      told.push(`${unit} ${role}: ${may('publish-law-notice', role) ? permitted : '403 permission-denied'}`);
      found.push(`${unit} ${role}: ${outcome(await person.act('/v1/law-notices', { ...notice, addressees: [to] }))}`);
    }
    expect(found).toEqual(told);
  });

  const on = { effectiveOn: '2026-01-01', legalBasis: SHARING };
  const UNKNOWN = /^409 (unit|referral-kind)\.unknown$/;
  const registration = { name: '某局', kind: 'bureau', level: 'county', regionCode: '220284', ...on };
  const kind = { name: '其他事项', restricted: false, needsConsent: false, ...on, effectiveOn: '2026-12-01' };

  it.each<[path: string, body: object, permitted: RegExp]>([
    ['units/new/register', { ...registration, system: 'government' }, /^20[01]$/],
    ['units/new/rename', { name: '某某局', ...on }, /^(20[01]$|409)/],
    ['units/nowhere/rename', { name: '某局', ...on }, UNKNOWN],
    ['units/nowhere/move', { parentId: 'panshi-town', ...on }, UNKNOWN],
    ['units/nowhere/retire', { reason: '撤销', ...on }, UNKNOWN],
    ['units/nowhere/merge', { heirId: 'panshi-town', reason: '合并', ...on }, UNKNOWN],
    ['units/nowhere/split', { heirId: 'panshi-town', successorIds: ['panshi-town'], reason: '分设', ...on }, UNKNOWN],
    ['units/nowhere/designate-officer', { account: 'li-court', ...on }, UNKNOWN],
    ['units/nowhere/replace-officer', { account: 'li-court', successor: 'wang-court', ...on }, UNKNOWN],
    ['units/nowhere/subscribe', { legalBasis: SHARING }, /^409 /],
    ['units/nowhere/unsubscribe', { legalBasis: SHARING }, /^409 /],
    ['referral-kinds/new/add', kind, /^20[01]$/],
    ['referral-kinds/nothing/end', { endsOn: '2027-01-01', reason: '停用', legalBasis: SHARING }, UNKNOWN],
  ])('the office alone: %s', async (path, body, permitted) => {
    for (const { unit, role, person } of everyone()) {
      const answer = outcome(await person.act(`/v1/${path}`, body));
      expect({ unit, role, answer }).toMatchObject({
        answer: role === 'office' ? (expect.stringMatching(permitted) as string) : '403 permission-denied',
      });
    }
  });

  it('what a unit is told is read by its own system and its officers, at the side of its own power', async () => {
    const subscribed = by('panshi-health', 'office').person.act(`/v1/units/${PUBLISHER}/subscribe`, {
      legalBasis: SHARING,
    });
    expect(outcome(await subscribed)).toBe('201');
    const isThere = async () => outcome(await by(PUBLISHER, 'integrator').person.read('/government/v1/feed')) === '200';
    await until('the feed is there', isThere);
    const [told, found] = [[], []] as [string[], string[]];
    for (const { unit, role, person } of everyone()) {
      for (const side of ['court', 'procuratorate', 'government']) {
        const there = unit === PUBLISHER ? '200' : '404 unit-not-subscribed';
        const hoped = UNITS[unit as UnitId][1] === side ? there : '403 not-of-this-side';
        told.push(`${unit} ${role} ${side}: ${may('read-feed', role) ? hoped : '403 permission-denied'}`);
        found.push(`${unit} ${role} ${side}: ${outcome(await person.read(`/${side}/v1/feed`))}`);
      }
    }
    expect(found).toEqual(told);
  });
});
