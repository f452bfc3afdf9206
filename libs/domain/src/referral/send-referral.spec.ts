import { ReferralFacts, story } from '@fuyuan/testing';
import * as Referrals from '.';
import type { ReferralSending } from '.';
import * as ReferralKinds from '../referral-kinds';

const { NOW, BASIS, past, court, bureau, convener, procuratorate, unit, fact, enforcement, ask } = ReferralFacts;
const { given } = story(Referrals);

const sending: ReferralSending = {
  referralId: 'r1',
  sender: court,
  receiver: bureau,
  approver: convener,
  supervisor: null,
  answerBy: null,
  kindCode: 'enforcement-assistance',
  kinds: ReferralKinds.initial,
  subject: '协助查询不动产登记',
  request: '请协助查询并书面回复',
  caseNumber: '（2026）吉0284执12号',
  consent: null,
  legalBasis: BASIS,
};
const send =
  (change: Partial<ReferralSending> = {}) =>
  (state: Referrals.Referral) =>
    Referrals.sendReferral(state, { ...sending, ...change }, NOW);

const { sent } = past;
const consent = { parties: 2, consentedOn: '2026-03-01', paper: '调解同意书' };
const kindNamed = (code: string) => ReferralKinds.STANDARD_KINDS.find((kind) => kind.code === code) ?? enforcement;

describe('sending a referral', () => {
  it('is recorded', () => given().when(send()).then(sent));

  it('is recorded with the sender as the approver when none is named', () =>
    given()
      .when(send({ approver: null }))
      .then({ ...sent, data: { ...sent.data, approverId: 'court' } }));

  it('changes nothing when it was sent so already', () => given(sent).when(send()).thenNothing());

  it('changes nothing when it was sent so already, whatever became of it', () =>
    given(sent, past.delivered, past.signedFor, past.accepted).when(send()).thenNothing());

  it('changes nothing when it was sent so already and the kind has ended since', () => {
    const ended = ReferralKinds.evolve(ReferralKinds.initial, {
      type: 'ReferralKindEnded',
      data: {
        unitId: 'office',
        code: enforcement.code,
        endsOn: '2026-01-01',
        reason: '',
        legalBasis: BASIS,
        occurredAt: '',
      },
    });
    return given(sent)
      .when(send({ kinds: ended }))
      .thenNothing();
  });

  it('is refused when something else was sent', () =>
    given(sent)
      .when(send({ subject: '另一事项' }))
      .thenRefused('referral.already-sent'));

  it('is refused without a legal basis', () =>
    given()
      .when(send({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));

  it('is refused when it is yet to happen', () =>
    given()
      .when(send({ occurredAt: '2026-03-02T01:02:01.000Z' }))
      .thenRefused('act.in-the-future'));

  it('is refused to the sender itself', () =>
    given()
      .when(send({ receiver: court }))
      .thenRefused('referral.sent-to-itself'));

  it('is refused when the receiver would decide on its own time', () =>
    given()
      .when(send({ approver: bureau }))
      .thenRefused('referral.approver-is-receiver'));

  it.each(['unknown', 'not-yet-effective', 'retired'] as const)('is refused by a sender that is %s', (standing) =>
    given()
      .when(send({ sender: unit('court', standing) }))
      .thenRefused(`unit.${standing}`),
  );

  it.each(['unknown', 'not-yet-effective', 'retired'] as const)('is refused to a receiver that is %s', (standing) =>
    given()
      .when(send({ receiver: unit('bureau', standing) }))
      .thenRefused(`unit.${standing}`),
  );

  it('is refused with a retired approver', () =>
    given()
      .when(send({ approver: unit('convener', 'retired') }))
      .thenRefused('unit.retired'));

  it('is refused for a kind that is not in the list', () =>
    given()
      .when(send({ kindCode: 'unheard-of' }))
      .thenRefused('referral.kind-not-listed'));

  it('is refused for a kind that had ended on the day of the sending', () => {
    const ended = ReferralKinds.evolve(ReferralKinds.initial, {
      type: 'ReferralKindEnded',
      data: { unitId: 'office', code: 'other', endsOn: '2026-03-02', reason: '', legalBasis: BASIS, occurredAt: '' },
    });
    given()
      .when(send({ kindCode: 'other', kinds: ended }))
      .thenRefused('referral.kind-not-listed');
    const theDayBefore = send({ kindCode: 'other', kinds: ended, occurredAt: '2026-03-01T15:59:59.000Z' });
    expect(theDayBefore(Referrals.initial)).toHaveLength(1);
  });
});

describe('sending a dispute to mediation', () => {
  const mediation = (change: Partial<ReferralSending> = {}) =>
    send({ kindCode: 'assigned-mediation', consent, ...change });

  it('is recorded with the consent of the parties', () =>
    given()
      .when(mediation())
      .then(fact('ReferralSent', 'court', { ...sent.data, kind: kindNamed('assigned-mediation'), consent })));

  it.each(['assigned-mediation', 'entrusted-mediation'])('is refused without their consent: %s', (kindCode) =>
    given()
      .when(mediation({ kindCode, consent: null }))
      .thenRefused('referral.needs-consent'),
  );

  it('is refused with the consent of one party alone', () =>
    given()
      .when(mediation({ consent: { ...consent, parties: 1 } }))
      .thenRefused('referral.consent-of-too-few'));

  it('is refused when they consented after it was sent', () =>
    given()
      .when(mediation({ consent: { ...consent, consentedOn: '2026-03-03' } }))
      .thenRefused('referral.consent-after-sending'));
});

describe('what kind of unit sends and receives', () => {
  const mediation = (change: Partial<ReferralSending> = {}) =>
    send({ kindCode: 'assigned-mediation', consent, ...change });
  const notForSender = 'referral.kind-not-for-sender';
  const notForReceiver = 'referral.kind-not-for-receiver';

  it.each(['assigned-mediation', 'entrusted-mediation', 'enforcement-assistance'])(
    'only a court sends %s',
    (kindCode) =>
      given()
        .when(mediation({ kindCode, sender: unit('police') }))
        .thenRefused(notForSender),
  );
  it('a mediation body receives a dispute to mediate', () =>
    expect(mediation({ receiver: unit('committee') })(Referrals.initial)).toHaveLength(1));
  it('no bank does', () =>
    given()
      .when(mediation({ receiver: unit('bank') }))
      .thenRefused(notForReceiver));
  it('no other court does', () =>
    given()
      .when(mediation({ receiver: { ...bureau, kind: 'court' } }))
      .thenRefused(notForReceiver));
  it.each(['case-clue', 'administrative-criminal-transfer'])('no mediation body sends or receives %s', (kindCode) => {
    given()
      .when(send({ kindCode, sender: unit('committee') }))
      .thenRefused(notForSender);
    given()
      .when(send({ kindCode, receiver: unit('committee') }))
      .thenRefused(notForReceiver);
  });
  it('any unit sends any unit a kind that says nothing of it', () =>
    expect(
      send({ kindCode: 'other', sender: unit('bank'), receiver: unit('committee') })(Referrals.initial),
    ).toHaveLength(1));
  it('a unit of which nothing is known is refused as unknown, not for its kind', () =>
    given()
      .when(mediation({ sender: unit('nobody', 'unknown') }))
      .thenRefused('unit.unknown'));
});

describe('saying by which day an answer is asked for', () => {
  const answerBy = '2026-04-01';
  const asked = fact('ReferralSent', 'court', { ...sent.data, answerBy });

  it('is recorded with the sending', () => given().when(send({ answerBy })).then(asked));
  it('changes nothing when it was sent so already', () => given(asked).when(send({ answerBy })).thenNothing());
  it('is refused when it was sent without', () =>
    given(sent).when(send({ answerBy })).thenRefused('referral.already-sent'));
  it.each(['2026-03-01', '2026-03-02'])('is refused unless it lies after the day of the sending: %s', (day) =>
    given()
      .when(send({ answerBy: day }))
      .thenRefused('referral.answer-by-not-ahead'),
  );
  it('is recorded though it has passed, when what was sent then is recorded late', () =>
    expect(send({ answerBy: '2026-03-01', occurredAt: '2026-02-20T01:00:00.000Z' })(Referrals.initial)).toHaveLength(
      1,
    ));
  it('is the least that more time is longer than', () => {
    const more = (until: string) => ask(Referrals.requestExtension, bureau, { until, reason: '案情复杂' })();
    given(asked, past.signedFor, past.accepted).when(more(answerBy)).thenRefused('referral.extension-not-longer');
    expect(
      more('2026-04-02')([asked, past.signedFor, past.accepted].reduce(Referrals.evolve, Referrals.initial)),
    ).toHaveLength(1);
  });
});

describe('recalling a referral', () => {
  const recall = ask(Referrals.recallReferral, court, { reason: '移送有误' });

  it.each([
    ['sent', [sent]],
    ['delivered', [sent, past.delivered]],
    ['signed for', [sent, past.signedFor]],
  ])('is recorded while it is %s', (_, facts) =>
    given(...facts)
      .when(recall())
      .then(past.recalled),
  );

  it('changes nothing when it was recalled already', () => given(sent, past.recalled).when(recall()).thenNothing());
  it('changes nothing when it was recalled for another reason', () =>
    given(sent, past.recalled)
      .when(recall({ reason: '重复' }))
      .thenNothing());
  it('is refused once it was accepted', () =>
    given(sent, past.signedFor, past.accepted).when(recall()).thenRefused('referral.already-accepted'));
  it('is refused once anyone in the chain had accepted it', () =>
    given(sent, past.signedFor, past.accepted, past.forwarded).when(recall()).thenRefused('referral.already-accepted'));
  it('is refused when it was returned: it is closed then', () =>
    given(sent, past.signedFor, past.returned).when(recall()).thenRefused('referral.is-returned'));
  it('is refused by another unit', () =>
    given(sent)
      .when(recall({ unit: bureau }))
      .thenRefused('referral.not-sender'));
  it('is refused by another unit when it was recalled already', () =>
    given(sent, past.recalled)
      .when(recall({ unit: bureau }))
      .thenRefused('referral.not-sender'));
  it('is refused by a retired unit', () =>
    given(sent)
      .when(recall({ unit: unit('court', 'retired') }))
      .thenRefused('unit.retired'));
  it('is refused for what was never sent', () => given().when(recall()).thenRefused('referral.unknown'));
});

describe('naming a procuratorate that supervises', () => {
  const { supervisedSent } = past;

  it('is recorded with the sending', () =>
    given()
      .when(send({ supervisor: procuratorate }))
      .then(supervisedSent));
  it('changes nothing when it was sent so already', () =>
    given(supervisedSent)
      .when(send({ supervisor: procuratorate }))
      .thenNothing());
  it('is refused when it was sent without', () =>
    given(sent)
      .when(send({ supervisor: procuratorate }))
      .thenRefused('referral.already-sent'));
  it.each(['court', 'police', 'bank'])('is refused for a %s', (unitId) =>
    given()
      .when(send({ supervisor: unit(unitId), sender: court, receiver: bureau, approver: null }))
      .thenRefused(unitId === 'court' ? 'referral.supervisor-is-party' : 'referral.supervisor-not-procuratorate'),
  );
  it.each(['unknown', 'not-yet-effective', 'retired'] as const)('is refused for one that is %s', (standing) =>
    given()
      .when(send({ supervisor: unit('procuratorate', standing) }))
      .thenRefused(`unit.${standing}`),
  );
  it.each([
    ['receives it', { receiver: procuratorate }],
    ['decides on more time', { approver: procuratorate }],
  ])('is refused for one that %s', (_, party) =>
    given()
      .when(send({ supervisor: procuratorate, ...party }))
      .thenRefused('referral.supervisor-is-party'),
  );
  it('keeps it from being forwarded to it, or to its heir', () => {
    const forward = (unitId: string, heirs = new Map<string, string>()) =>
      ask(Referrals.forwardReferral, bureau, { receiver: unit(unitId), reason: '转办' })({ heirs });
    given(supervisedSent, past.signedFor).when(forward('procuratorate')).thenRefused('referral.supervisor-is-party');
    given(supervisedSent, past.signedFor)
      .when(forward('city', new Map([['procuratorate', 'city']])))
      .thenRefused('referral.supervisor-is-party');
  });
});
