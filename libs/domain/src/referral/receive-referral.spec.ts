import { ReferralFacts, story } from '@fuyuan/testing';
import * as Referrals from '.';

const { AT, BASIS, OWN_BASIS, past, court, bureau, town, police, convener, unit, fact, ask } = ReferralFacts;
const { given } = story(Referrals);
const { sent, delivered, signedFor, accepted, returned, forwarded } = past;

const deliver = ask(Referrals.deliverReferral, court, { mode: 'electronic' });
const signFor = ask(Referrals.signForReferral, bureau, {});
const accept = ask(Referrals.acceptReferral, bureau, {});
const giveBack = ask(Referrals.returnReferral, bureau, { reason: '材料不全' });
const forward = ask(Referrals.forwardReferral, bureau, { reason: '属地办理', receiver: town });

const townSigned = fact('ReferralSignedFor', 'town', {});
const townReturned = fact('ReferralReturned', 'town', { reason: '非本辖区' });

describe('delivering a referral', () => {
  it('is recorded by its sender', () => given(sent).when(deliver()).then(delivered));
  it('is recorded by whoever forwarded it', () =>
    given(sent, signedFor, forwarded)
      .when(deliver({ unit: bureau }))
      .then(fact('ReferralDelivered', 'bureau', { mode: 'electronic' })));
  it('changes nothing when it was delivered already', () =>
    given(sent, delivered)
      .when(deliver({ mode: 'post' }))
      .thenNothing());
  it('is refused once it is signed for', () =>
    given(sent, signedFor).when(deliver()).thenRefused('referral.is-signed-for'));
  it('is refused by the sender after it was forwarded', () =>
    given(sent, signedFor, forwarded).when(deliver()).thenRefused('referral.not-handed-by-you'));
  it('is refused by the receiver', () =>
    given(sent)
      .when(deliver({ unit: bureau }))
      .thenRefused('referral.not-handed-by-you'));
  it('is refused for what was never sent', () => given().when(deliver()).thenRefused('referral.unknown'));
});

describe('signing for a referral', () => {
  it('is recorded when it is delivered', () => given(sent, delivered).when(signFor()).then(signedFor));
  it('is recorded when nobody said that it was delivered', () => given(sent).when(signFor()).then(signedFor));
  it('keeps the three dates from which clocks are computed', () => {
    const [day1, day2, day3] = ['2026-03-01T00:00:00.000Z', '2026-03-01T02:00:00.000Z', '2026-03-01T03:00:00.000Z'];
    const state = [
      { ...sent, data: { ...sent.data, occurredAt: day1 } },
      { ...delivered, data: { ...delivered.data, occurredAt: day2 } },
      { ...signedFor, data: { ...signedFor.data, occurredAt: day3 } },
    ].reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);
    expect(state).toMatchObject({ matter: { chain: [{ sentAt: day1, deliveredAt: day2, signedForAt: day3 }] } });
  });
  it('rests on a legal basis of its own where one is named', () =>
    given(sent)
      .when(signFor({ legalBasis: OWN_BASIS }))
      .then(fact('ReferralSignedFor', 'bureau', { legalBasis: OWN_BASIS })));
  it('rests on that of the referral else', () =>
    given(sent)
      .when(signFor({ legalBasis: [] }))
      .then(fact('ReferralSignedFor', 'bureau', { legalBasis: BASIS })));
  it('is refused on a blank legal basis', () =>
    given(sent)
      .when(signFor({ legalBasis: [{ norm: ' ', article: null }] }))
      .thenRefused('act.no-legal-basis'));
  it.each([
    ['signed for', [sent, signedFor]],
    ['accepted', [sent, signedFor, accepted]],
    ['returned', [sent, signedFor, returned]],
  ])('changes nothing when it is %s already', (_, facts) =>
    given(...facts)
      .when(signFor())
      .thenNothing(),
  );
  it('is recorded again after it was reopened', () =>
    given(sent, signedFor, returned, past.closed, past.reopened).when(signFor()).then(signedFor));
  it('is refused when it was recalled', () =>
    given(sent, past.recalled).when(signFor()).thenRefused('referral.is-recalled'));
  it.each([
    ['the sender', court],
    ['another unit', town],
    ['the approver', convener],
  ])('is refused by %s', (_, by) =>
    given(sent)
      .when(signFor({ unit: by }))
      .thenRefused('referral.not-holder'),
  );
  it.each(['unknown', 'not-yet-effective', 'retired'] as const)('is refused by a receiver that is %s', (standing) =>
    given(sent)
      .when(signFor({ unit: unit('bureau', standing) }))
      .thenRefused(`unit.${standing}`),
  );
  it('is refused before it was sent', () =>
    given(sent)
      .when(signFor({ occurredAt: '2026-03-01T01:00:00.000Z' }))
      .thenRefused('act.before-the-record'));
  it('is refused when it is yet to happen', () =>
    given(sent)
      .when(signFor({ occurredAt: '2026-03-02T01:02:01.000Z' }))
      .thenRefused('act.in-the-future'));
  it('takes no harm from a sender whose clock is ahead', () => {
    const ahead = { ...sent, data: { ...sent.data, occurredAt: '2026-03-02T01:01:00.000Z' } };
    return given(ahead)
      .when(signFor())
      .then({ ...signedFor, data: { ...signedFor.data, occurredAt: '2026-03-02T01:01:00.000Z' } });
  });
  it('is refused for what was never sent', () => given().when(signFor()).thenRefused('referral.unknown'));
});

describe('accepting a referral', () => {
  it('is recorded when it is signed for', () => given(sent, signedFor).when(accept()).then(accepted));
  it('changes nothing when it is accepted already', () =>
    given(sent, signedFor, accepted, past.suspended).when(accept()).thenNothing());
  it('is recorded to a mediation body when the kind lets it receive', () =>
    expect(
      forward({ receiver: unit('committee') })(
        [past.mediationSent, signedFor].reduce(Referrals.evolve, Referrals.initial),
      ),
    ).toHaveLength(1));
  it('is refused to a unit of a kind that may not receive it', () =>
    given(past.mediationSent, signedFor)
      .when(forward({ receiver: unit('bank') }))
      .thenRefused('referral.kind-not-for-receiver'));
  it('is refused to who does not hold it before its kind is looked at', () =>
    given(past.mediationSent, signedFor)
      .when(forward({ unit: town, receiver: unit('bank') }))
      .thenRefused('referral.not-holder'));
  it('is refused before it is signed for', () => given(sent).when(accept()).thenRefused('referral.is-sent'));
  it('is refused when it was delivered only', () =>
    given(sent, delivered).when(accept()).thenRefused('referral.is-delivered'));
  it('is refused by the sender', () =>
    given(sent, signedFor)
      .when(accept({ unit: court }))
      .thenRefused('referral.not-holder'));
  it('is refused by who forwarded it', () =>
    given(sent, signedFor, forwarded).when(accept()).thenRefused('referral.not-holder'));
});

describe('returning a referral', () => {
  it('is recorded when it is signed for', () => given(sent, signedFor).when(giveBack()).then(returned));
  it('changes nothing when it was returned already', () =>
    given(sent, signedFor, returned)
      .when(giveBack({ reason: '不属本单位职责' }))
      .thenNothing());
  it('is refused before it is signed for', () => given(sent).when(giveBack()).thenRefused('referral.is-sent'));
  it('is refused once it is accepted', () =>
    given(sent, signedFor, accepted).when(giveBack()).thenRefused('referral.is-accepted'));
  it('is refused by the sender', () =>
    given(sent, signedFor)
      .when(giveBack({ unit: court }))
      .thenRefused('referral.not-holder'));
  it('goes back to who forwarded it, as it stood there', () => {
    given(sent, signedFor, forwarded, townSigned, townReturned).when(accept()).then(accepted);
    given(sent, signedFor, accepted, forwarded, townSigned, townReturned).when(accept()).thenNothing();
  });
  it('changes nothing when the unit it went on to returned it already', () =>
    given(sent, signedFor, forwarded, townSigned, townReturned)
      .when(giveBack({ unit: town, reason: '非本辖区' }))
      .thenNothing());
});

describe('forwarding a referral', () => {
  it('is recorded when it is signed for', () => given(sent, signedFor).when(forward()).then(forwarded));
  it('is recorded when it is accepted', () => given(sent, signedFor, accepted).when(forward()).then(forwarded));
  it('keeps the chain', () => {
    const state = [sent, signedFor, forwarded].reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);
    expect(state).toMatchObject({
      status: 'sent',
      matter: {
        chain: [
          { unitId: 'bureau', handedBy: 'court', signedForAt: AT },
          { unitId: 'town', handedBy: 'bureau', sentAt: AT, signedForAt: null },
        ],
      },
    });
  });
  it('changes nothing when it was just forwarded so', () =>
    given(sent, signedFor, forwarded).when(forward()).thenNothing());
  it('is refused before it is signed for', () => given(sent).when(forward()).thenRefused('referral.is-sent'));
  it('is refused by who forwarded it, to another unit', () =>
    given(sent, signedFor, forwarded)
      .when(forward({ receiver: police }))
      .thenRefused('referral.not-holder'));
  it.each([
    ['the sender', court],
    ['a unit of the chain', bureau],
    ['itself', town],
  ])('is refused back to %s', (_, receiver) =>
    given(sent, signedFor, forwarded, townSigned)
      .when(forward({ unit: town, receiver }))
      .thenRefused('referral.forwarded-back'),
  );
  it('is refused to the heir of a unit of the chain', () =>
    given(sent, signedFor, forwarded, townSigned)
      .when(forward({ unit: town, receiver: police, heirs: new Map([['bureau', 'police']]) }))
      .thenRefused('referral.forwarded-back'));
  it('is refused to who decides on more time', () =>
    given(sent, signedFor)
      .when(forward({ receiver: convener }))
      .thenRefused('referral.approver-is-receiver'));
  it('is refused to a retired unit', () =>
    given(sent, signedFor)
      .when(forward({ receiver: unit('town', 'retired') }))
      .thenRefused('unit.retired'));
  it('is recorded again to a unit that had returned it', () =>
    given(sent, signedFor, forwarded, townSigned, townReturned).when(forward()).then(forwarded));
});
