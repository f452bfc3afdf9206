import { ReferralFacts } from '@fuyuan/testing';
import * as Referrals from '.';
import type { ReferralEvent } from '.';

const { past, fact } = ReferralFacts;
const { sent, clueSent, signedFor, forwarded } = past;

const stands = (...facts: ReferralEvent[]) => facts.reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);
const sight = (state: Referrals.Referral, unit: string, role = 'officer', region: string | null = '220284') =>
  Referrals.referralInSight(state, { unit, role, region });

const onTheWay = [signedFor, forwarded];
const cameBack = [
  ...onTheWay,
  fact('ReferralSignedFor', 'town', {}),
  fact('ReferralReturned', 'town', { reason: '非本辖区' }),
];

describe.each([
  ['an open referral', stands(sent, ...onTheWay)],
  ['a clue', stands(clueSent, ...onTheWay)],
])('who sees %s', (_, state) => {
  it.each(['court', 'convener', 'bureau', 'town'])('%s, which it names', (unit) =>
    expect(sight(state, unit)?.referral).toBe(state),
  );
  it('the auditor', () => expect(sight(state, 'audit', 'auditor', null)?.referral).toBe(state));
  it('no other unit, even of the same region', () => expect(sight(state, 'police')).toBeUndefined());
  it('the office of a named unit, wherever it lies', () =>
    expect(sight(state, 'bureau', 'office', '440000')?.referral).toBe(state));
  it('the heir of a named unit, and no longer that unit', () => {
    const heirs = new Map([['town', 'new-town']]);
    const viewer = { role: 'officer', region: '220284', heirs };
    expect(Referrals.referralInSight(state, { ...viewer, unit: 'new-town' })?.referral).toBe(state);
    expect(Referrals.referralInSight(state, { ...viewer, unit: 'town' })).toBeUndefined();
  });
});

describe('the office', () => {
  it('sees an open referral of its region', () => expect(sight(stands(sent), 'office', 'office')).toBeDefined());
  it('sees one of a wider region', () => expect(sight(stands(sent), 'office', 'office', '220000')).toBeDefined());
  it('does not see one of another region', () =>
    expect(sight(stands(sent), 'office', 'office', '220283')).toBeUndefined());
  it('sees nothing while its own unit is unknown', () =>
    expect(sight(stands(sent), 'office', 'office', null)).toBeUndefined());
  it('does not see a clue', () => expect(sight(stands(clueSent), 'office', 'office')).toBeUndefined());
});

describe('a unit that gave it back', () => {
  const state = stands(clueSent, ...cameBack, past.accepted);

  it('sees it as it stood then, and no act after', () =>
    expect(sight(state, 'town')).toMatchObject({ until: 4, referral: { status: 'returned', matter: { acts: 4 } } }));
  it('sees of the chain its own turn alone', () =>
    expect(sight(state, 'town')?.chain.map(({ unitId }) => unitId)).toEqual(['town']));
  it('sees the whole again once it is sent there again', () =>
    expect(sight(stands(clueSent, ...cameBack, forwarded), 'town')?.until).toBeNull());
});

it('nobody sees what was never sent', () => expect(sight(Referrals.initial, 'audit', 'auditor')).toBeUndefined());

it('names every unit of which someone may be the heir', () => {
  expect(Referrals.partiesOf(stands(sent, ...cameBack))).toEqual(['court', 'convener', 'bureau', 'town']);
  expect(Referrals.partiesOf(Referrals.initial)).toEqual([]);
});

describe('to a unit that gave it back, nothing is told of what came after', () => {
  const now = new Date('2026-03-20T01:00:00.000Z');
  const unit = { unitId: 'town', standing: 'active', regionCode: '220284', kind: 'town' } as const;
  const offersOf = (...after: ReferralEvent[]) =>
    Referrals.actsOn(stands(clueSent, ...cameBack, ...after), { unit, role: 'officer', until: 4 }, now);

  it('by the acts on offer: however much came after, they are the same', () => {
    const one = offersOf(past.accepted);
    expect(one.filter(({ may }) => may)).toEqual([]);
    expect(offersOf(past.accepted, fact('ReferralSuspended', 'bureau', { reason: '等待' }))).toEqual(one);
    expect(one.find(({ act }) => act === 'correct')).toMatchObject({
      rule: 'referral.act-built-upon',
      particulars: { revision: 4 },
    });
  });

  it('but that its own act may still be corrected, while nothing came after', () =>
    expect(offersOf().filter(({ may }) => may)).toEqual([{ act: 'correct', may: true }]));

  it('by the time before which an act cannot have happened', () => {
    const state = stands(clueSent, ...cameBack, past.accepted);
    const { referralId, legalBasis } = clueSent.data;
    const early = { referralId, legalBasis, unit, role: 'officer', occurredAt: '1999-01-01T00:00:00.000Z' };
    const notHolder = expect.objectContaining({ rule: 'referral.not-holder' }) as Error;
    expect(() => Referrals.acceptReferral(state, early, now)).toThrow(notHolder);
  });
});
