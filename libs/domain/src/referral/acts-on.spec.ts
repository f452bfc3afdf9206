import { ReferralFacts } from '@fuyuan/testing';
import * as Referrals from '.';
import type { ReferralEvent } from '.';

const { NOW, past, court, bureau, convener, town, unit } = ReferralFacts;
const { sent, signedFor, accepted, extensionAsked, concluded, confirmed, closed } = past;

const stands = (...facts: ReferralEvent[]) => facts.reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);
const offers = (state: Referrals.Referral, by = court, role = 'officer') =>
  Referrals.actsOn(state, { unit: by, role }, NOW);
const may = (state: Referrals.Referral, by = court, role = 'officer') =>
  offers(state, by, role)
    .filter((offer) => offer.may)
    .map(({ act }) => act);
const whyNot = (state: Referrals.Referral, act: Referrals.ReferralAct, by = court) => {
  const offer = offers(state, by).find((one) => one.act === act);
  return offer?.may === false ? offer.rule : undefined;
};

describe('which acts are open now', () => {
  it('to the sender of what is sent', () => expect(may(stands(sent))).toEqual(['recall', 'deliver', 'urge']));
  it('to its receiver', () => expect(may(stands(sent), bureau)).toEqual(['sign-for']));
  it('to who signed for it', () =>
    expect(may(stands(sent, signedFor), bureau)).toEqual(['accept', 'return', 'forward', 'correct']));
  it('to who accepted it', () =>
    expect(may(stands(sent, signedFor, accepted), bureau)).toEqual([
      'forward',
      'report-progress',
      'request-extension',
      'suspend',
      'conclude',
      'correct',
    ]));
  it('to the approver', () =>
    expect(may(stands(sent, signedFor, accepted, extensionAsked), convener)).toEqual([
      'grant-extension',
      'refuse-extension',
    ]));
  it('to the sender of what is concluded', () =>
    expect(may(stands(sent, signedFor, accepted, concluded))).toEqual(['confirm', 'send-back']));
  it('to the sender of what is closed', () =>
    expect(may(stands(sent, signedFor, accepted, concluded, confirmed, closed))).toEqual(['reopen', 'correct']));
  it('to the office', () => expect(may(stands(sent), unit('office'), 'office')).toEqual(['urge']));
  it('to nobody else', () => expect(may(stands(sent, signedFor, accepted), town)).toEqual([]));
  it('to no retired unit', () => expect(may(stands(sent), unit('court', 'retired'))).toEqual([]));
  it('to the heir of a unit that is no more', () =>
    expect(
      Referrals.actsOn(stands(sent), { unit: town, role: 'officer', heirs: new Map([['bureau', 'town']]) }, NOW)
        .filter((offer) => offer.may)
        .map(({ act }) => act),
    ).toEqual(['sign-for']));
});

describe('why the others are not', () => {
  it('names the rule under which the decision refuses', () => {
    expect(whyNot(stands(sent), 'accept', bureau)).toBe('referral.is-sent');
    expect(whyNot(stands(sent), 'sign-for')).toBe('referral.not-holder');
    expect(whyNot(stands(sent, signedFor, accepted), 'recall')).toBe('referral.already-accepted');
    expect(whyNot(stands(sent, signedFor, accepted), 'grant-extension', convener)).toBe('referral.no-extension-asked');
    expect(whyNot(stands(sent), 'recall', unit('court', 'retired'))).toBe('unit.retired');
  });
  it('says when the record says so already', () =>
    expect(whyNot(stands(sent, signedFor), 'sign-for', bureau)).toBe('referral.already-so'));
});

it('offers nothing on what was never sent', () => expect(offers(Referrals.initial)).toEqual([]));

it('passes on a fault that is not a rule', () => {
  const broken = { status: 'sent', matter: { sending: { referralId: 'r1' } } } as unknown as Referrals.Referral;
  expect(() => offers(broken)).toThrow(TypeError);
});
