import { ReferralKinds, Referrals, Units } from '@fuyuan/domain';
import { ROLES } from '@fuyuan/identity';
import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { expected, type Outcome } from './access-matrix/expected';
import { bodyOf, placed, sending } from './access-matrix/lives';
import {
  type Actor,
  addPeople,
  ELSEWHERE,
  nameOf,
  type People,
  signAllIn,
  UNIT_IDS,
  UNITS,
} from './access-matrix/people';
import type { Answer, Person } from './person';

const ACTS = Object.keys(Referrals.REFERRAL_COMPETENCE) as Referrals.ReferralAct[];
const AT_ONCE = 19;

const outcome = ({ status, body }: Answer): string =>
  status === 201 || status === 200 ? String(status) : `${status} ${String(body['code'])}`;

/** The same for all, several at once. */
async function each<T>(all: readonly T[], todo: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) await Promise.all(all.slice(from, from + AT_ONCE).map(todo));
}

describe('the access matrix', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let people: People;
  let auditor: Person;

  const by = (unit: string, role: Actor['role']): Actor => {
    const actor = people[nameOf(unit, role)];
    if (!actor) throw new Error(`${unit} has no ${role}.`);
    return actor;
  };
  const everyone = (): Actor[] => [
    ...UNIT_IDS.flatMap((unit) => ROLES.map((role) => by(unit, role))),
    by(ELSEWHERE, 'office'),
  ];

  beforeAll(async () => {
    const password = await addPeople(data);
    place = await startStandalone({ data });
    people = await signAllIn(place, password);
    auditor = by('panshi-health', 'auditor').person;
  }, 90_000);
  afterAll(async () => {
    await place.stop();
    remove();
  });

  describe.each([
    ['a referral', 'other'],
    ['a restricted one', 'case-clue'],
  ])('%s', (_, kind) => {
    it.each(Referrals.REFERRAL_STATUSES)(
      'that is %s: every role of every unit tries every act',
      async (status) => {
        const shared = await placed(people, kind, status);
        const cells = everyone().flatMap((actor) => ACTS.map((act) => ({ actor, act })));
        const [told, found] = [[], []] as [string[], string[]];

        await each(cells, async ({ actor, act }) => {
          const hoped: Outcome = expected(act, status, actor, kind === 'case-clue');
          const isAside = act === 'urge' || act === 'supervise';
          const { href, newest } = hoped === '201' && !isAside ? await placed(people, kind, status, act) : shared;
          const answer = await actor.person.act(`${href}/${act}`, bodyOf(act, newest, actor.role));
          const cell = `${actor.unit} ${actor.role} ${act}: `;
          told.push(cell + hoped);
          found.push(cell + outcome(answer));
        });
        expect(found).toEqual(told);
        const aside = told.filter((cell) => /(urge|supervise): 201$/.test(cell)).length;
        expect((await auditor.read(shared.href)).body).toMatchObject({ status, revision: shared.newest + aside });
      },
      60_000,
    );
  });

  it('every kind of unit sends every kind of referral to every kind of unit', async () => {
    const court = by('panshi-court', 'officer').person;
    const { kinds } = (await court.read('/v1/referral-kinds')).body as { kinds: ReferralKinds.ReferralKind[] };
    expect(kinds).toHaveLength(9);
    const cells = kinds.flatMap((kind) =>
      UNIT_IDS.flatMap((from) => UNIT_IDS.filter((to) => to !== from).map((to) => ({ kind, from, to }))),
    );
    const isAmong = (of: readonly Units.UnitKind[] | null, unit: keyof typeof UNITS) =>
      of?.includes(UNITS[unit][0]) ?? true;
    const [told, found] = [[], []] as [string[], string[]];

    await each(cells, async ({ kind, from, to }) => {
      const mayReceive = isAmong(kind.receiverKinds, to) ? '201' : '409 referral.kind-not-for-receiver';
      const hoped = isAmong(kind.senderKinds, from) ? mayReceive : '409 referral.kind-not-for-sender';
      const body = { ...sending(kind.code, to), approver: null, supervisor: null };
      const cell = `${kind.code} from ${from} to ${to}: `;
      const answer = await by(from, 'officer').person.act('/v1/referrals', body);
      told.push(cell + hoped);
      found.push(cell + outcome(answer));
    });
    expect(found).toEqual(told);
    expect(told.filter((cell) => cell.includes('kind-not-for'))).not.toHaveLength(0);
    expect(
      outcome(await by('panshi-court', 'auditor').person.act('/v1/referrals', sending('other', 'panshi-bank'))),
    ).toBe('403 permission-denied');
  }, 60_000);
});
