import { ReferralFacts, story } from '@fuyuan/testing';
import * as Referrals from '.';

const { OWN_BASIS, past, court, bureau, convener, town, procuratorate, unit, fact, ask } = ReferralFacts;
const { given } = story(Referrals);
const { supervisedSent, signedFor, accepted, supervised, correctionOf } = past;
const supervise = ask(Referrals.superviseReferral, procuratorate, {
  opinion: '请说明不予立案的理由',
  legalBasis: OWN_BASIS,
});
const atWork = [supervisedSent, signedFor, accepted];
const concluded = [...atWork, past.concluded];

describe('supervising a referral', () => {
  it.each([
    ['sent', [supervisedSent]],
    ['delivered', [supervisedSent, past.delivered]],
    ['signed-for', [supervisedSent, signedFor]],
    ['accepted', atWork],
    ['suspended', [...atWork, past.suspended]],
    ['returned', [supervisedSent, signedFor, past.returned]],
    ['concluded', concluded],
    ['confirmed', [...concluded, past.confirmed]],
    ['closed', [...concluded, past.confirmed, past.closed]],
    ['recalled', [supervisedSent, past.recalled]],
  ])('is recorded when it is %s, and moves nothing', (status, facts) => {
    given(...facts)
      .when(supervise())
      .then(supervised);
    const after = [...facts, supervised].reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);
    expect(after.status).toBe(status);
  });

  it('changes nothing in the same words, whatever came in between', () =>
    given(...atWork, supervised, past.progress, past.urged)
      .when(supervise())
      .thenNothing());

  it('is recorded in other words', () =>
    given(...atWork, supervised)
      .when(supervise({ opinion: '请立案' }))
      .then(fact('ReferralSupervised', 'procuratorate', { opinion: '请立案', legalBasis: OWN_BASIS })));

  it.each([court, bureau, convener, town])('is refused by $unitId', (by) =>
    given(...atWork)
      .when(supervise({ unit: by }))
      .thenRefused('referral.not-supervisor'),
  );

  it('is refused by the procuratorate where none was named', () =>
    given(past.sent).when(supervise()).thenRefused('referral.not-supervisor'));

  it('is refused on the provision of the referral alone', () =>
    given(supervisedSent)
      .when(supervise({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));

  it('is refused by a retired procuratorate, and is done by its heir', () => {
    given(supervisedSent)
      .when(supervise({ unit: unit('procuratorate', 'retired') }))
      .thenRefused('unit.retired');
    given(supervisedSent)
      .when(supervise({ unit: unit('city'), heirs: new Map([['procuratorate', 'city']]) }))
      .then(fact('ReferralSupervised', 'city', { opinion: '请说明不予立案的理由', legalBasis: OWN_BASIS }));
  });

  it('gives the procuratorate no other act than to correct its own', () => {
    const state = [...atWork, supervised].reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);
    const asking = { unit: procuratorate, role: 'officer' };
    const open = Referrals.actsOn(state, asking, ReferralFacts.NOW).filter(({ may }) => may);
    // `correct` is asked of the newest act that moved the referral, and that is another's.
    expect(open.map(({ act }) => act)).toEqual(['supervise']);
  });

  it('that was a mistake is corrected, and may be said again', () => {
    const correct = ask(Referrals.correctReferralAct, procuratorate, {
      revision: 3,
      act: { revision: 3, type: 'ReferralSupervised', unitId: 'procuratorate' },
      reason: '误录',
      legalBasis: supervisedSent.data.legalBasis,
    });
    const correction = correctionOf(3, 'ReferralSupervised', 'procuratorate');
    given(...atWork, supervised, past.progress)
      .when(correct())
      .then(correction);
    given(...atWork, supervised, correction)
      .when(supervise())
      .then(supervised);
  });

  it('is kept when the act before it is taken back', () =>
    given(supervisedSent, signedFor, supervised, correctionOf(1, 'ReferralSignedFor', 'bureau'))
      .when(supervise())
      .thenNothing());
});

describe('who supervises', () => {
  const state = [supervisedSent, signedFor].reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);

  it('sees the whole', () => {
    const viewer = { unit: 'procuratorate', role: 'officer', region: '440000' };
    expect(Referrals.referralInSight(state, viewer)).toMatchObject({ referral: state, until: null });
    expect(Referrals.partiesOf(state)).toContain('procuratorate');
  });
  it('is for its heir, and no longer for itself', () => {
    const viewer = { role: 'officer', region: null, heirs: new Map([['procuratorate', 'city']]) };
    expect(Referrals.referralInSight(state, { ...viewer, unit: 'city' })?.until).toBeNull();
    expect(Referrals.referralInSight(state, { ...viewer, unit: 'procuratorate' })).toBeUndefined();
  });
});
