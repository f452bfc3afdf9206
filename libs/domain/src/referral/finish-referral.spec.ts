import { ReferralFacts, story } from '@fuyuan/testing';
import * as Referrals from '.';

const { AT, OWN_BASIS, past, court, bureau, fact, ask } = ReferralFacts;
const { given } = story(Referrals);
const { sent, signedFor, accepted, returned, concluded, confirmed, sentBack, closed, reopened } = past;
const done = [sent, signedFor, accepted, concluded];
const over = [...done, confirmed, closed];

describe('confirming a conclusion', () => {
  const confirm = ask(Referrals.confirmReferral, court, {});

  it('is recorded', () =>
    given(...done)
      .when(confirm())
      .then(confirmed));
  it('changes nothing when it is confirmed already', () =>
    given(...done, confirmed)
      .when(confirm({ legalBasis: OWN_BASIS }))
      .thenNothing());
  it('is refused by who concluded it', () =>
    given(...done)
      .when(confirm({ unit: bureau }))
      .thenRefused('referral.not-sender'));
  it.each([
    ['accepted', [sent, signedFor, accepted]],
    ['closed', over],
    ['returned', [sent, signedFor, returned]],
  ] as const)('is refused when it is %s', (status, facts) =>
    given(...facts)
      .when(confirm())
      .thenRefused(`referral.is-${status}`),
  );
});

describe('sending a conclusion back', () => {
  const sendBack = ask(Referrals.sendBackReferral, court, { reason: '缺少附件' });

  it('is recorded', () =>
    given(...done)
      .when(sendBack())
      .then(sentBack));
  it('changes nothing when it was just sent back', () =>
    given(...done, sentBack)
      .when(sendBack())
      .thenNothing());
  it('lets the holder go on and conclude anew', () =>
    given(...done, sentBack)
      .when(ask(Referrals.concludeReferral, bureau, { outcome: 'settled', summary: '已补附件' })())
      .then(fact('ReferralConcluded', 'bureau', { outcome: 'settled', summary: '已补附件' })));
  it('is recorded a second time in the same words', () =>
    given(...done, sentBack, concluded)
      .when(sendBack())
      .then(sentBack));
  it('is refused once it is confirmed', () =>
    given(...done, confirmed)
      .when(sendBack())
      .thenRefused('referral.is-confirmed'));
  it('is refused by who concluded it', () =>
    given(...done)
      .when(sendBack({ unit: bureau }))
      .thenRefused('referral.not-sender'));
});

describe('closing a referral', () => {
  const close = ask(Referrals.closeReferral, court, { remark: null });

  it('is recorded when the conclusion is confirmed', () =>
    given(...done, confirmed)
      .when(close())
      .then(closed));
  it('is recorded when it came back', () => given(sent, signedFor, returned).when(close()).then(closed));
  it('keeps the outcome', () =>
    expect(over.reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial)).toMatchObject({ outcome: 'settled' }));
  it('changes nothing when it is closed already', () =>
    given(...over)
      .when(close({ remark: '归档' }))
      .thenNothing());
  it('is refused before the conclusion is confirmed', () =>
    given(...done)
      .when(close())
      .thenRefused('referral.is-concluded'));
  it('is refused while it is being worked on', () =>
    given(sent, signedFor, accepted).when(close()).thenRefused('referral.is-accepted'));
  it('is refused by the holder', () =>
    given(...done, confirmed)
      .when(close({ unit: bureau }))
      .thenRefused('referral.not-sender'));
});

describe('reopening a referral', () => {
  const reopen = ask(Referrals.reopenReferral, court, {
    reason: '发现新情况',
    decision: '联席会议纪要〔2026〕3号',
    legalBasis: OWN_BASIS,
  });

  it('is recorded', () =>
    given(...over)
      .when(reopen())
      .then(reopened));
  it('changes nothing when it was just reopened', () =>
    given(...over, reopened)
      .when(reopen())
      .thenNothing());
  it('sends it anew to who had it last, so that its clock starts again', () => {
    const state = [...over, reopened].reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);
    const anew = { unitId: 'bureau', sentAt: AT, signedForAt: null, acceptedAt: null };
    expect(state).toMatchObject({ status: 'sent', matter: { chain: [anew] } });
  });
  it('does not make it recallable: it was accepted once', () =>
    given(...over, reopened)
      .when(ask(Referrals.recallReferral, court, { reason: '' })())
      .thenRefused('referral.already-accepted'));
  it('is refused without a provision of its own', () =>
    given(...over)
      .when(reopen({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused while it is not closed', () =>
    given(...done)
      .when(reopen())
      .thenRefused('referral.is-concluded'));
  it('is refused when it was recalled', () =>
    given(sent, past.recalled).when(reopen()).thenRefused('referral.is-recalled'));
  it('is refused by the holder', () =>
    given(...over)
      .when(reopen({ unit: bureau }))
      .thenRefused('referral.not-sender'));
});
