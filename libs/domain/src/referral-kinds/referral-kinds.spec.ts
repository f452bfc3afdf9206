import { story } from '@fuyuan/testing';
import * as ReferralKinds from '.';
import type { KindAddition, KindEnding, ReferralKindsEvent } from '.';

const now = new Date('2026-03-02T01:00:00.000Z');
const occurredAt = now.toISOString();
const legalBasis = [{ norm: '磐石市府院联动联席会议工作规则', article: '第六条' }];
const unit = { unitId: 'office', standing: 'active', regionCode: '220284', kind: 'bureau' } as const;

const OF_ALL = { senderKinds: null, receiverKinds: null };
const transfer = { code: 'land-dispute', name: '土地纠纷移送', restricted: false, needsConsent: false, ...OF_ALL };
const added: ReferralKindsEvent = {
  type: 'ReferralKindAdded',
  data: { unitId: 'office', ...transfer, effectiveOn: '2026-04-01', legalBasis, occurredAt },
};
const ended: ReferralKindsEvent = {
  type: 'ReferralKindEnded',
  data: { unitId: 'office', code: 'land-dispute', endsOn: '2027-01-01', reason: '并入其他', legalBasis, occurredAt },
};

const { given } = story(ReferralKinds);

const add =
  (change: Partial<KindAddition> = {}) =>
  (state: ReferralKinds.ReferralKinds) =>
    ReferralKinds.addReferralKind(state, { unit, ...transfer, effectiveOn: '2026-04-01', legalBasis, ...change }, now);
const end =
  (change: Partial<KindEnding> = {}) =>
  (state: ReferralKinds.ReferralKinds) =>
    ReferralKinds.endReferralKind(
      state,
      { unit, code: 'land-dispute', endsOn: '2027-01-01', reason: '并入其他', legalBasis, ...change },
      now,
    );

describe('adding a kind of referral', () => {
  it('is recorded', () => given().when(add()).then(added));
  it('changes nothing when it is listed so already', () => given(added).when(add()).thenNothing());
  it('is recorded with the kinds of unit that may send and receive it, in whatever order they were said', () =>
    given()
      .when(add({ senderKinds: ['town', 'bureau', 'town'], receiverKinds: ['court'] }))
      .then({ ...added, data: { ...added.data, senderKinds: ['bureau', 'town'], receiverKinds: ['court'] } }));
  it('changes nothing when the same kinds of unit are said in another order', () =>
    given({ ...added, data: { ...added.data, senderKinds: ['bureau', 'town'] } })
      .when(add({ senderKinds: ['town', 'bureau'] }))
      .thenNothing());
  it('is refused while it stands for other units', () =>
    given(added)
      .when(add({ senderKinds: ['bureau'] }))
      .thenRefused('referral-kind.overlaps'));
  it.each(['senderKinds', 'receiverKinds'] as const)('is refused when %s names no unit', (units) =>
    given()
      .when(add({ [units]: [] }))
      .thenRefused('referral-kind.for-no-unit'),
  );
  it('is refused while the code stands with another meaning', () =>
    given(added)
      .when(add({ name: '林权纠纷移送' }))
      .thenRefused('referral-kind.overlaps'));
  it('is refused for a standard kind that was never ended', () =>
    given()
      .when(add({ code: 'case-clue' }))
      .thenRefused('referral-kind.overlaps'));
  it('is refused from a day before the earlier meaning ends', () =>
    given(added, ended)
      .when(add({ effectiveOn: '2026-12-31' }))
      .thenRefused('referral-kind.overlaps'));
  it('is recorded anew from the day on which the earlier meaning ends', () =>
    given(added, ended)
      .when(add({ effectiveOn: '2027-01-01' }))
      .then({ ...added, data: { ...added.data, effectiveOn: '2027-01-01' } }));
  it.each(['', 'Land', 'land_dispute', '土地', '-land', 'a--b'])('is refused under the code "%s"', (code) =>
    given().when(add({ code })).thenRefused('referral-kind.code-malformed'),
  );
  it('is refused without a legal basis', () =>
    given()
      .when(add({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused by a retired unit', () =>
    given()
      .when(add({ unit: { ...unit, standing: 'retired' } }))
      .thenRefused('unit.retired'));
  it('is refused when it is yet to happen', () =>
    given()
      .when(add({ occurredAt: '2026-03-03T01:00:00.000Z' }))
      .thenRefused('act.in-the-future'));
});

describe('ending a kind of referral', () => {
  it('is recorded', () => given(added).when(end()).then(ended));
  it('is recorded for a standard kind', () =>
    given()
      .when(end({ code: 'other' }))
      .then({ ...ended, data: { ...ended.data, code: 'other' } }));
  it('changes nothing when it ended so already', () => given(added, ended).when(end()).thenNothing());
  it('is refused as of another day', () =>
    given(added, ended)
      .when(end({ endsOn: '2027-02-01' }))
      .thenRefused('referral-kind.already-ended'));
  it('is refused on the day it begins', () =>
    given(added)
      .when(end({ endsOn: '2026-04-01' }))
      .thenRefused('referral-kind.ended-before-effective'));
  it('is refused for a kind that is not listed', () => given().when(end()).thenRefused('referral-kind.unknown'));
  it('is refused without a legal basis', () =>
    given(added)
      .when(end({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused by a unit that is not registered', () =>
    given(added)
      .when(end({ unit: { ...unit, standing: 'unknown' } }))
      .thenRefused('unit.unknown'));
});

describe('the kinds on a day', () => {
  const on = (day: string, ...past: ReferralKindsEvent[]) =>
    ReferralKinds.kindOn(past.reduce(ReferralKinds.evolve, ReferralKinds.initial), 'land-dispute', day)?.name;

  it('do not hold a kind before it is effective', () => expect(on('2026-03-31', added)).toBeUndefined());
  it('hold it from that day on', () => expect(on('2026-04-01', added)).toBe('土地纠纷移送'));
  it('hold it until the day before it ends', () => expect(on('2026-12-31', added, ended)).toBe('土地纠纷移送'));
  it('do not hold it from the day it ends', () => expect(on('2027-01-01', added, ended)).toBeUndefined());
  it('are the nine standard ones from the beginning, by their Chinese names', () =>
    expect(ReferralKinds.kindsOn(ReferralKinds.initial, '1990-01-01').map(({ name }) => name)).toEqual([
      '委派调解',
      '委托调解',
      '行政争议化解',
      '案件线索移送',
      '行刑衔接移送',
      '执行协助',
      '涉诉信访移交',
      '破产事项',
      '其他',
    ]));
  it('demand consent for mediation and are restricted for clues alone', () => {
    const kinds = ReferralKinds.STANDARD_KINDS;
    expect(kinds.filter(({ needsConsent }) => needsConsent).map(({ name }) => name)).toEqual(['委派调解', '委托调解']);
    expect(kinds.filter(({ restricted }) => restricted).map(({ name }) => name)).toEqual(['案件线索移送']);
  });
  it('let courts alone send to mediation and ask for assistance, and none to a court that mediates for it', () => {
    const kinds = ReferralKinds.STANDARD_KINDS;
    const ofCourts = kinds.filter(({ senderKinds }) => senderKinds?.join() === 'court');
    expect(ofCourts.map(({ name }) => name)).toEqual(['委派调解', '委托调解', '执行协助']);
    const notToCourts = kinds.filter(({ receiverKinds }) => receiverKinds?.includes('court') === false);
    expect(notToCourts.map(({ name }) => name)).toEqual(['委派调解', '委托调解']);
    const notToBanks = kinds.filter(({ receiverKinds }) => receiverKinds?.includes('bank') === false);
    expect(notToBanks.map(({ name }) => name)).toEqual(['委派调解', '委托调解', '案件线索移送', '行刑衔接移送']);
  });
});

it('an ending of what was never listed changes nothing', () =>
  expect(ReferralKinds.evolve(ReferralKinds.initial, ended)).toEqual(ReferralKinds.initial));
