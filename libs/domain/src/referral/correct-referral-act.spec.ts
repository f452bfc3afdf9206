import { ReferralFacts, story } from '@fuyuan/testing';
import * as Referrals from '.';
import type { ReferralEvent } from '.';

const { NOW, past, court, bureau, town, unit, fact, ask } = ReferralFacts;
const { given } = story(Referrals);
const { sent, signedFor, accepted, progress, urged, concluded, correctionOf } = past;

const correct =
  (revision: number, type: ReferralEvent['type'], by = bureau, more: Partial<Referrals.ReferralActCorrection> = {}) =>
  (state: Referrals.Referral) =>
    Referrals.correctReferralAct(
      state,
      {
        referralId: 'r1',
        unit: by,
        role: 'officer',
        reason: '误录',
        revision,
        act: { revision, type, unitId: by.unitId },
        ...more,
      },
      NOW,
    );

const stands = (...facts: ReferralEvent[]) => facts.reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);

describe('correcting an act that was recorded by mistake', () => {
  it('is recorded', () =>
    given(sent, signedFor)
      .when(correct(1, 'ReferralSignedFor'))
      .then(correctionOf(1, 'ReferralSignedFor', 'bureau')));

  it('leaves the referral as if the act had not been', () => {
    const before = stands(sent, signedFor);
    const after = stands(sent, signedFor, accepted, correctionOf(2, 'ReferralAccepted', 'bureau'));
    expect(after).toMatchObject({ status: 'signed-for', matter: { everAccepted: false, acts: 4 } });
    expect(Referrals.holdingOf((after as Referrals.KnownReferral).matter)).toEqual(
      Referrals.holdingOf((before as Referrals.KnownReferral).matter),
    );
  });

  it('lets the act be done again', () =>
    given(sent, signedFor, correctionOf(1, 'ReferralSignedFor', 'bureau'))
      .when(ask(Referrals.signForReferral, bureau, {})())
      .then(signedFor));

  it('goes back act by act', () =>
    given(sent, signedFor, accepted, correctionOf(2, 'ReferralAccepted', 'bureau'))
      .when(correct(1, 'ReferralSignedFor'))
      .then(correctionOf(1, 'ReferralSignedFor', 'bureau')));

  it('takes back a forward, and with it what the other would see', () => {
    const state = stands(sent, signedFor, past.forwarded, correctionOf(2, 'ReferralForwarded', 'bureau'));
    const viewer = { unit: 'town', role: 'officer', region: '220284' };
    expect(state).toMatchObject({ status: 'signed-for', matter: { chain: [{ unitId: 'bureau' }] } });
    expect(Referrals.referralInSight(state, viewer)).toBeUndefined();
  });

  it('changes nothing when it was corrected already', () =>
    given(sent, signedFor, correctionOf(1, 'ReferralSignedFor', 'bureau'))
      .when(correct(1, 'ReferralSignedFor', bureau, { reason: '重复登记' }))
      .thenNothing());

  it('is recorded for a progress report on which nothing rests, however old', () =>
    given(sent, signedFor, accepted, progress, concluded)
      .when(correct(3, 'ReferralProgressReported'))
      .then(correctionOf(3, 'ReferralProgressReported', 'bureau')));

  it('lets the same progress be reported again', () =>
    given(sent, signedFor, accepted, progress, correctionOf(3, 'ReferralProgressReported', 'bureau'))
      .when(ask(Referrals.reportProgress, bureau, { progress: '已调取登记簿' })())
      .then(progress));

  it('is recorded for an urging, and lets it be said again', () => {
    given(sent, urged)
      .when(correct(1, 'ReferralUrged', court))
      .then(correctionOf(1, 'ReferralUrged', 'court'));
    given(sent, urged, correctionOf(1, 'ReferralUrged', 'court'))
      .when(ask(Referrals.urgeReferral, court, { words: '请尽快办理' })())
      .then(urged);
  });

  it('keeps an urging that came in between', () =>
    given(sent, signedFor, urged, correctionOf(1, 'ReferralSignedFor', 'bureau'))
      .when(ask(Referrals.urgeReferral, court, { words: '请尽快办理' })())
      .thenNothing());

  it('is refused when another act rests on it', () =>
    given(sent, signedFor, accepted).when(correct(1, 'ReferralSignedFor')).thenRefused('referral.act-built-upon'));

  it('is refused for an acceptance on which progress was reported', () =>
    given(sent, signedFor, accepted, progress)
      .when(correct(2, 'ReferralAccepted'))
      .thenRefused('referral.act-built-upon'));

  it('is refused to another unit', () =>
    given(sent, signedFor)
      .when(
        correct(1, 'ReferralSignedFor', court, { act: { revision: 1, type: 'ReferralSignedFor', unitId: 'bureau' } }),
      )
      .thenRefused('referral.not-your-act'));

  it('is recorded by the heir of the unit', () =>
    given(sent, signedFor)
      .when(
        correct(1, 'ReferralSignedFor', town, {
          act: { revision: 1, type: 'ReferralSignedFor', unitId: 'bureau' },
          heirs: new Map([['bureau', 'town']]),
        }),
      )
      .then(correctionOf(1, 'ReferralSignedFor', 'town')));

  it('is refused for the sending, which is recalled', () =>
    given(sent)
      .when(correct(0, 'ReferralSent', court))
      .thenRefused('referral.act-not-correctable'));

  it('is refused for a correction', () =>
    given(sent, signedFor, correctionOf(1, 'ReferralSignedFor', 'bureau'))
      .when(correct(2, 'ReferralActCorrected'))
      .thenRefused('referral.act-not-correctable'));

  it('is refused where no act is on record', () => {
    given(sent)
      .when(correct(7, 'ReferralSignedFor', bureau, { act: null }))
      .thenRefused('referral.act-unknown');
    given(sent).when(correct(7, 'ReferralSignedFor')).thenRefused('referral.act-unknown');
  });

  it('is refused by a retired unit', () =>
    given(sent, signedFor)
      .when(correct(1, 'ReferralSignedFor', unit('bureau', 'retired')))
      .thenRefused('unit.retired'));

  it('is refused for what was never sent', () =>
    given().when(correct(0, 'ReferralSent')).thenRefused('referral.unknown'));
});

it('keeps no more than the last few steps, however long the history', () => {
  const pairs = Array.from({ length: 50 }, () => [past.suspended, past.resumed]).flat();
  const state = stands(sent, signedFor, accepted, ...pairs) as Referrals.KnownReferral;
  expect(state.matter.steps).toHaveLength(5);
  expect(state.matter.steps.every(({ before }) => before.matter.steps.length === 0)).toBe(true);
  expect(state.matter.acts).toBe(103);
});

it('nothing that happened to what was never sent makes it known', () =>
  expect(stands(signedFor, fact('ReferralConfirmed', 'court', {}))).toEqual({ status: 'unknown' }));
