import { ReferralFacts, story } from '@fuyuan/testing';
import * as Referrals from '.';

const { OWN_BASIS, past, court, bureau, convener, town, unit, fact, ask } = ReferralFacts;
const { given } = story(Referrals);
const { sent, signedFor, accepted, progress, suspended, resumed, concluded } = past;
const atWork = [sent, signedFor, accepted];
const elsewhere = [
  ['sent', [sent]],
  ['delivered', [sent, past.delivered]],
  ['signed-for', [sent, signedFor]],
  ['suspended', [...atWork, suspended]],
  ['returned', [sent, signedFor, past.returned]],
  ['concluded', [...atWork, concluded]],
  ['confirmed', [...atWork, concluded, past.confirmed]],
  ['closed', [...atWork, concluded, past.confirmed, past.closed]],
  ['recalled', [sent, past.recalled]],
] as const;

describe('reporting progress', () => {
  const report = ask(Referrals.reportProgress, bureau, { progress: '已调取登记簿' });

  it('is recorded', () =>
    given(...atWork)
      .when(report())
      .then(progress));
  it('is recorded any number of times', () =>
    given(...atWork, progress)
      .when(report({ progress: '已出具复函' }))
      .then(fact('ReferralProgressReported', 'bureau', { progress: '已出具复函' })));
  it('changes nothing in the same words', () =>
    given(...atWork, progress)
      .when(report())
      .thenNothing());
  it('changes nothing in the same words after an urging', () =>
    given(...atWork, progress, past.urged)
      .when(report())
      .thenNothing());
  it.each(elsewhere)('is refused when it is %s', (status, facts) =>
    given(...facts)
      .when(report())
      .thenRefused(`referral.is-${status}`),
  );
  it.each([court, town])('is refused by $unitId', (by) =>
    given(...atWork)
      .when(report({ unit: by }))
      .thenRefused('referral.not-holder'),
  );
  it('is refused by a retired unit', () =>
    given(...atWork)
      .when(report({ unit: unit('bureau', 'retired') }))
      .thenRefused('unit.retired'));
});

describe('suspending and resuming', () => {
  const suspend = ask(Referrals.suspendReferral, bureau, { reason: '等待另案结果', legalBasis: OWN_BASIS });
  const resume = ask(Referrals.resumeReferral, bureau, { reason: '另案已结' });

  it('is recorded', () =>
    given(...atWork)
      .when(suspend())
      .then(suspended));
  it('changes nothing when it is suspended already', () =>
    given(...atWork, suspended)
      .when(suspend({ reason: '其他' }))
      .thenNothing());
  it('is refused without a provision of its own', () =>
    given(...atWork)
      .when(suspend({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it.each(elsewhere.filter(([status]) => status !== 'suspended'))('is refused when it is %s', (status, facts) =>
    given(...facts)
      .when(suspend())
      .thenRefused(`referral.is-${status}`),
  );
  it('is refused by the sender', () =>
    given(...atWork)
      .when(suspend({ unit: court }))
      .thenRefused('referral.not-holder'));
  it('is taken up again', () =>
    given(...atWork, suspended)
      .when(resume())
      .then(resumed));
  it('changes nothing when it was just taken up again', () =>
    given(...atWork, suspended, resumed)
      .when(resume())
      .thenNothing());
  it('is suspended a second time in the same words', () =>
    given(...atWork, suspended, resumed)
      .when(suspend())
      .then(suspended));
  it('is not taken up when it was not suspended', () =>
    given(...atWork)
      .when(resume())
      .thenRefused('referral.is-accepted'));
  it('is not taken up by the sender', () =>
    given(...atWork, suspended)
      .when(resume({ unit: court }))
      .thenRefused('referral.not-holder'));
});

describe('concluding a referral', () => {
  const conclude = ask(Referrals.concludeReferral, bureau, { outcome: 'settled', summary: '已协助查询' });

  it('is recorded', () =>
    given(...atWork)
      .when(conclude())
      .then(concluded));
  it('changes nothing when it is concluded so already', () =>
    given(...atWork, concluded)
      .when(conclude())
      .thenNothing());
  it('is refused with another outcome', () =>
    given(...atWork, concluded)
      .when(conclude({ outcome: 'not-settled' }))
      .thenRefused('referral.is-concluded'));
  it.each(elsewhere.filter(([status]) => status !== 'concluded'))('is refused when it is %s', (status, facts) =>
    given(...facts)
      .when(conclude())
      .thenRefused(`referral.is-${status}`),
  );
  it('is refused by the sender', () =>
    given(...atWork)
      .when(conclude({ unit: court }))
      .thenRefused('referral.not-holder'));
});

describe('urging', () => {
  const urge = ask(Referrals.urgeReferral, court, { words: '请尽快办理' });
  const theOffice = { unit: unit('office'), role: 'office' };

  it.each([
    ['sent', [sent]],
    ['delivered', [sent, past.delivered]],
    ['signed for', [sent, signedFor]],
    ['accepted', atWork],
  ] as const)('is recorded while it is %s', (_, facts) =>
    given(...facts)
      .when(urge())
      .then(past.urged),
  );
  it('changes nothing in the same words on the same day', () => given(sent, past.urged).when(urge()).thenNothing());
  it('is recorded in the same words on another day', () => {
    const yesterday = '2026-03-01T01:00:00.000Z';
    const sentThen = { ...sent, data: { ...sent.data, occurredAt: yesterday } };
    const urgedThen = { ...past.urged, data: { ...past.urged.data, occurredAt: yesterday } };
    return given(sentThen, urgedThen).when(urge()).then(past.urged);
  });
  it('is recorded by the office of the region', () =>
    given(sent)
      .when(urge(theOffice))
      .then(fact('ReferralUrged', 'office', { words: '请尽快办理' })));
  it('is recorded by the office of the region to which it was forwarded', () =>
    given(sent, signedFor, {
      ...past.forwarded,
      data: { ...past.forwarded.data, receiverRegion: '220283' },
    })
      .when(urge({ unit: unit('office', 'active', '220283'), role: 'office' }))
      .then(fact('ReferralUrged', 'office', { words: '请尽快办理' })));
  it('is refused by the office of another region', () =>
    given(sent)
      .when(urge({ unit: unit('office', 'active', '220283'), role: 'office' }))
      .thenRefused('referral.not-to-urge'));
  it('is refused by an office that is not registered', () =>
    given(sent)
      .when(urge({ unit: unit('office', 'unknown'), role: 'office' }))
      .thenRefused('referral.not-to-urge'));
  it('is refused by the office when the kind is restricted', () =>
    given(past.clueSent).when(urge(theOffice)).thenRefused('referral.not-to-urge'));
  it('is refused by an officer of the unit that hosts the office', () =>
    given(sent)
      .when(urge({ unit: unit('office') }))
      .thenRefused('referral.not-to-urge'));
  it.each([bureau, convener, town])('is refused by $unitId', (by) =>
    given(sent)
      .when(urge({ unit: by }))
      .thenRefused('referral.not-to-urge'),
  );
  it.each(
    elsewhere.filter(([status]) =>
      ['suspended', 'returned', 'concluded', 'confirmed', 'closed', 'recalled'].includes(status),
    ),
  )('is refused when it is %s', (status, facts) =>
    given(...facts)
      .when(urge())
      .thenRefused(`referral.is-${status}`),
  );
});
