import { ReferralFacts, story } from '@fuyuan/testing';
import * as Referrals from '.';

const { OWN_BASIS, past, court, bureau, convener, fact, ask } = ReferralFacts;
const { given } = story(Referrals);
const { sent, signedFor, accepted, extensionAsked, extensionGranted, extensionRefused, suspended } = past;
const atWork = [sent, signedFor, accepted];
const asked = [...atWork, extensionAsked];

const request = ask(Referrals.requestExtension, bureau, { until: '2026-05-01', reason: '需实地核查' });
const grant = ask(Referrals.grantExtension, convener, { legalBasis: OWN_BASIS });
const refuse = ask(Referrals.refuseExtension, convener, { reason: '理由不足', legalBasis: OWN_BASIS });

describe('asking for more time', () => {
  it('is recorded', () =>
    given(...atWork)
      .when(request())
      .then(extensionAsked));
  it('changes nothing when it was asked for so already', () =>
    given(...asked)
      .when(request())
      .thenNothing());
  it('is refused while another request waits', () =>
    given(...asked)
      .when(request({ until: '2026-06-01' }))
      .thenRefused('referral.extension-asked-already'));
  it('is refused until a day that does not lie ahead', () =>
    given(...atWork)
      .when(request({ until: '2026-03-02' }))
      .thenRefused('referral.extension-not-ahead'));
  it('is refused until a day that was granted already', () =>
    given(...asked, extensionGranted)
      .when(request())
      .thenRefused('referral.extension-not-longer'));
  it('is recorded again in the same words after a refusal', () =>
    given(...asked, extensionRefused)
      .when(request())
      .then(extensionAsked));
  it.each([
    ['sent', [sent]],
    ['signed-for', [sent, signedFor]],
    ['suspended', [...atWork, suspended]],
    ['concluded', [...atWork, past.concluded]],
  ] as const)('is refused when it is %s', (status, facts) =>
    given(...facts)
      .when(request())
      .thenRefused(`referral.is-${status}`),
  );
  it('is refused by the sender', () =>
    given(...atWork)
      .when(request({ unit: court }))
      .thenRefused('referral.not-holder'));
  it('is over when the referral is forwarded', () =>
    given(...asked, past.forwarded, fact('ReferralSignedFor', 'town', {}), fact('ReferralAccepted', 'town', {}))
      .when(grant())
      .thenRefused('referral.no-extension-asked'));
});

describe('granting more time', () => {
  it('is recorded', () =>
    given(...asked)
      .when(grant())
      .then(extensionGranted));
  it('is recorded while it is suspended', () =>
    given(...asked, suspended)
      .when(grant())
      .then(extensionGranted));
  it('is recorded for less than was asked', () =>
    given(...asked)
      .when(grant({ until: '2026-04-01' }))
      .then(fact('ReferralExtensionGranted', 'convener', { until: '2026-04-01', legalBasis: OWN_BASIS })));
  it('is refused for more than was asked', () =>
    given(...asked)
      .when(grant({ until: '2026-05-02' }))
      .thenRefused('referral.granted-beyond-asked'));
  it('is refused until a day that does not lie ahead', () =>
    given(...asked)
      .when(grant({ until: '2026-03-02' }))
      .thenRefused('referral.extension-not-ahead'));
  it('changes nothing when it was granted already', () =>
    given(...asked, extensionGranted)
      .when(grant())
      .thenNothing());
  it('is refused without a provision of its own', () =>
    given(...asked)
      .when(grant({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused when nobody asked', () =>
    given(...atWork)
      .when(grant())
      .thenRefused('referral.no-extension-asked'));
  it('is refused after it was refused', () =>
    given(...asked, extensionRefused)
      .when(grant())
      .thenRefused('referral.no-extension-asked'));
  it.each([court, bureau])('is refused by $unitId, which is not the approver', (by) =>
    given(...asked)
      .when(grant({ unit: by }))
      .thenRefused('referral.not-approver'),
  );
  it('is refused once it is concluded', () =>
    given(...asked, past.concluded)
      .when(grant())
      .thenRefused('referral.is-concluded'));
  it('keeps the day, so that a later request asks for more', () =>
    given(...asked, extensionGranted)
      .when(request({ until: '2026-06-01' }))
      .then(fact('ReferralExtensionRequested', 'bureau', { until: '2026-06-01', reason: '需实地核查' })));
});

describe('refusing more time', () => {
  it('is recorded', () =>
    given(...asked)
      .when(refuse())
      .then(extensionRefused));
  it('changes nothing when it was refused so already', () =>
    given(...asked, extensionRefused)
      .when(refuse())
      .thenNothing());
  it('is refused when it was granted', () =>
    given(...asked, extensionGranted)
      .when(refuse())
      .thenRefused('referral.no-extension-asked'));
  it('is refused without a provision of its own', () =>
    given(...asked)
      .when(refuse({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused by the sender, which named another approver', () =>
    given(...asked)
      .when(refuse({ unit: court }))
      .thenRefused('referral.not-approver'));
  it('is refused before it is accepted', () => given(sent).when(refuse()).thenRefused('referral.is-sent'));
});
