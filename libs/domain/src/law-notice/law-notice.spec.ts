import { story } from '@fuyuan/testing';
import * as LawNotices from '.';
import type { LawNotice, LawNoticeEvent, Norm } from '.';
import type { UnitStanding } from '../unit';

const now = new Date('2026-03-02T01:00:00.000Z');
const occurredAt = now.toISOString();
const legalBasis = [{ norm: '磐石市府院联动联席会议工作规则', article: '第九条' }];
const noticeId = '7b1c';

const norm: Norm = {
  title: '中华人民共和国行政复议法',
  documentNumber: '中华人民共和国主席令第九号',
  issuingAuthority: '全国人民代表大会常务委员会',
  level: 'law',
  regionCode: null,
  change: 'revised',
  promulgatedOn: '2023-09-01',
  effectiveOn: '2024-01-01',
  amends: [],
  repeals: [],
  fieldsOfWork: ['行政复议'],
  link: null,
  text: null,
  history: null,
};

const unit = (
  unitId: string,
  standing: UnitStanding['standing'] = 'active',
  kind: UnitStanding['kind'] = 'bureau',
): UnitStanding => ({
  unitId,
  standing,
  regionCode: standing === 'unknown' ? null : '220284',
  kind: standing === 'unknown' ? null : kind,
});
const justice = unit('justice');
const court = unit('court');
const police = unit('police');

const published: LawNoticeEvent = {
  type: 'LawNoticePublished',
  data: {
    noticeId,
    publisherId: 'justice',
    publisherRegion: '220284',
    addressees: ['court', 'police'],
    norm,
    legalBasis,
    occurredAt,
  },
};
const corrected: LawNoticeEvent = {
  type: 'LawNoticeCorrected',
  data: {
    noticeId,
    corrects: 1,
    norm: { ...norm, documentNumber: null },
    reason: '文号有误',
    legalBasis,
    occurredAt,
  },
};
const withdrawn: LawNoticeEvent = {
  type: 'LawNoticeWithdrawn',
  data: { noticeId, reason: '重复通报', legalBasis, occurredAt },
};
const byCourt = { noticeId, unitId: 'court', edition: 1, legalBasis, occurredAt };
const signedFor: LawNoticeEvent = { type: 'LawNoticeSignedFor', data: byCourt };
const read: LawNoticeEvent = { type: 'LawNoticeRead', data: byCourt };
const opinion = { impact: 'partial', opinion: '涉及复议前置范围', measures: null } as const;
const assessed: LawNoticeEvent = { type: 'LawNoticeAssessed', data: { ...byCourt, ...opinion } };

const { given } = story(LawNotices);

const publish =
  (change: Partial<LawNotices.LawNoticePublication> = {}) =>
  (state: LawNotice) =>
    LawNotices.publishLawNotice(
      state,
      { noticeId, publisher: justice, addressees: [court, police], norm, legalBasis, ...change },
      now,
    );
const correct =
  (change: Partial<LawNotices.LawNoticeCorrection> = {}) =>
  (state: LawNotice) =>
    LawNotices.correctLawNotice(
      state,
      { noticeId, unit: justice, norm: { ...norm, documentNumber: null }, reason: '文号有误', legalBasis, ...change },
      now,
    );
const withdraw =
  (change: Partial<LawNotices.LawNoticeWithdrawal> = {}) =>
  (state: LawNotice) =>
    LawNotices.withdrawLawNotice(state, { noticeId, unit: justice, reason: '重复通报', legalBasis, ...change }, now);

type Act = Partial<LawNotices.ActOfAddressee>;
const signFor =
  (act: Act = {}) =>
  (state: LawNotice) =>
    LawNotices.signForLawNotice(state, { noticeId, unit: court, ...act }, now);
const readIt =
  (act: Act = {}) =>
  (state: LawNotice) =>
    LawNotices.readLawNotice(state, { noticeId, unit: court, ...act }, now);
const assess =
  (act: Act = {}, assessment: LawNotices.Assessment = opinion) =>
  (state: LawNotice) =>
    LawNotices.assessLawNotice(state, { noticeId, unit: court, assessment, ...act }, now);

describe('publishing a law notice', () => {
  it('is recorded', () => given().when(publish()).then(published));
  it.each(['mediation-body', 'bank'] as const)('is refused by a %s', (kind) =>
    given()
      .when(publish({ publisher: unit('justice', 'active', kind) }))
      .thenRefused('law-notice.not-an-organ'),
  );
  it('is recorded to a bank among others', () =>
    expect(publish({ addressees: [unit('bank', 'active', 'bank')] })(LawNotices.initial)).toHaveLength(1));
  it('is refused when it is published already', () =>
    given(published).when(publish()).thenRefused('law-notice.already-published'));
  it('is refused without a legal basis', () =>
    given()
      .when(publish({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused without an addressee', () =>
    given()
      .when(publish({ addressees: [] }))
      .thenRefused('law-notice.no-addressee'));
  it('is refused when a unit is addressed twice', () =>
    given()
      .when(publish({ addressees: [court, court] }))
      .thenRefused('law-notice.addressee-twice'));
  it('is refused when it is addressed to its publisher', () =>
    given()
      .when(publish({ addressees: [court, justice] }))
      .thenRefused('law-notice.addressed-to-publisher'));
  it('is refused to more units than a notice may have', () =>
    given()
      .when(publish({ addressees: Array.from({ length: 1001 }, (_, n) => unit(`unit-${n}`)) }))
      .thenRefused('law-notice.too-many-addressees'));
  it('is refused when it is yet to happen', () =>
    given()
      .when(publish({ occurredAt: '2026-03-03T00:00:00Z' }))
      .thenRefused('act.in-the-future'));

  describe.each(['unknown', 'not-yet-effective', 'retired'] as const)('with a unit that is %s', (standing) => {
    it('is refused to it as publisher', () =>
      given()
        .when(publish({ publisher: unit('justice', standing) }))
        .thenRefused(`unit.${standing}`));
    it('is refused to it as addressee', () =>
      given()
        .when(publish({ addressees: [court, unit('police', standing)] }))
        .thenRefused(`unit.${standing}`));
  });

  it.each(['promulgated', 'revised', 'repealed'] as const)(
    'is refused for a %s norm that is effective before it was promulgated',
    (change) =>
      given()
        .when(publish({ norm: { ...norm, change, effectiveOn: '2023-08-31' } }))
        .thenRefused('norm.effective-before-promulgated'),
  );
  it('is recorded for an amended norm that was in force before it was amended', () => {
    const amended: Norm = { ...norm, change: 'amended', effectiveOn: '1999-10-01' };
    given()
      .when(publish({ norm: amended }))
      .then({ ...published, data: { ...published.data, norm: amended } });
  });
  it('is refused for a norm that repeals itself', () =>
    given()
      .when(publish({ norm: { ...norm, repeals: [{ title: norm.title, documentNumber: null }] } }))
      .thenRefused('norm.repeals-itself'));
});

describe('correcting a law notice', () => {
  it('is recorded, and says which edition it corrects', () => given(published).when(correct()).then(corrected));
  it('can be done again', () =>
    given(published, corrected)
      .when(correct({ norm }))
      .then({ ...corrected, data: { ...corrected.data, corrects: 2, norm } }));
  it('changes nothing when the norm stands so already', () =>
    given(published, corrected).when(correct()).thenNothing());
  it('sees through the order of the fields', () =>
    given(published)
      .when(correct({ norm: Object.fromEntries(Object.entries(norm).reverse()) as Norm }))
      .thenNothing());
  it('is refused on an unknown notice', () => given().when(correct()).thenRefused('law-notice.unknown'));
  it('is refused on a withdrawn notice', () =>
    given(published, withdrawn).when(correct()).thenRefused('law-notice.withdrawn'));
  it('is refused to any unit but the publisher', () =>
    given(published)
      .when(correct({ unit: court }))
      .thenRefused('law-notice.not-publisher'));
  it('is refused to a publisher that has retired', () =>
    given(published)
      .when(correct({ unit: unit('justice', 'retired') }))
      .thenRefused('unit.retired'));
  it('is refused without a legal basis', () =>
    given(published)
      .when(correct({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused into a norm that cannot be', () =>
    given(published)
      .when(correct({ norm: { ...norm, effectiveOn: '2020-01-01' } }))
      .thenRefused('norm.effective-before-promulgated'));
  it('is refused before the notice was published', () =>
    given(published)
      .when(correct({ occurredAt: '2026-03-01T00:00:00Z' }))
      .thenRefused('act.before-the-record'));
});

describe('withdrawing a law notice', () => {
  it('is recorded', () => given(published).when(withdraw()).then(withdrawn));
  it('changes nothing when it is withdrawn already', () => given(published, withdrawn).when(withdraw()).thenNothing());
  it('is refused on an unknown notice', () => given().when(withdraw()).thenRefused('law-notice.unknown'));
  it.each([[[published]], [[published, withdrawn]]])('is refused to any unit but the publisher', (past) =>
    given(...past)
      .when(withdraw({ unit: court }))
      .thenRefused('law-notice.not-publisher'),
  );
  it('is refused to a publisher that has retired', () =>
    given(published)
      .when(withdraw({ unit: unit('justice', 'retired') }))
      .thenRefused('unit.retired'));
  it('is refused without a legal basis', () =>
    given(published)
      .when(withdraw({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused before the notice was published', () =>
    given(published)
      .when(withdraw({ occurredAt: '2026-03-01T00:00:00Z' }))
      .thenRefused('act.before-the-record'));
});

describe('signing for a law notice', () => {
  it('is recorded, and rests on the basis of the notice', () => given(published).when(signFor()).then(signedFor));
  it('rests on a basis of its own when it names one', () => {
    const own = [{ norm: '中华人民共和国行政复议法', article: null }];
    given(published)
      .when(signFor({ legalBasis: own }))
      .then({ ...signedFor, data: { ...byCourt, legalBasis: own } });
  });
  it('changes nothing when it is signed for already', () => given(published, signedFor).when(signFor()).thenNothing());
  it('is due again after a correction', () =>
    given(published, signedFor, corrected)
      .when(signFor())
      .then({ ...signedFor, data: { ...byCourt, edition: 2 } }));
});

describe('reading a law notice', () => {
  it('is recorded once it is signed for', () => given(published, signedFor).when(readIt()).then(read));
  it('changes nothing when it is read already', () => given(published, signedFor, read).when(readIt()).thenNothing());
  it('is refused before it is signed for', () =>
    given(published).when(readIt()).thenRefused('law-notice.not-signed-for'));
  it('is refused on a correction that is not signed for', () =>
    given(published, signedFor, read, corrected).when(readIt()).thenRefused('law-notice.not-signed-for'));
});

describe('assessing a law notice', () => {
  it('is recorded once it is read', () => given(published, signedFor, read).when(assess()).then(assessed));
  it('changes nothing when it says the same', () =>
    given(published, signedFor, read, assessed).when(assess()).thenNothing());
  it('is recorded again as a supplement when it says something else', () =>
    given(published, signedFor, read, assessed)
      .when(assess({}, { ...opinion, measures: '修订内部指引' }))
      .then({ ...assessed, data: { ...byCourt, ...opinion, measures: '修订内部指引' } }));
  it('is recorded anew for a correction, in the same words', () =>
    given(
      published,
      signedFor,
      read,
      assessed,
      corrected,
      { ...signedFor, data: { ...byCourt, edition: 2 } },
      { ...read, data: { ...byCourt, edition: 2 } },
    )
      .when(assess())
      .then({ ...assessed, data: { ...byCourt, ...opinion, edition: 2 } }));
  it('is refused before it is read', () =>
    given(published, signedFor).when(assess()).thenRefused('law-notice.not-read'));
});

describe.each([
  ['signing for', signFor, [published]],
  ['reading', readIt, [published, signedFor]],
  ['assessing', assess, [published, signedFor, read]],
] as const)('%s a law notice', (_, act, past) => {
  it('is refused on an unknown notice', () => given().when(act()).thenRefused('law-notice.unknown'));
  it('is refused on a withdrawn notice', () =>
    given(...past, withdrawn)
      .when(act())
      .thenRefused('law-notice.withdrawn'));
  it('is refused to a unit that it is not addressed to', () =>
    given(...past)
      .when(act({ unit: unit('bank') }))
      .thenRefused('law-notice.not-addressed'));
  it('is refused to such a unit on a withdrawn notice, without a word of the withdrawal', () =>
    given(...past, withdrawn)
      .when(act({ unit: unit('bank') }))
      .thenRefused('law-notice.not-addressed'));
  it('is refused to its publisher', () =>
    given(...past)
      .when(act({ unit: justice }))
      .thenRefused('law-notice.not-addressed'));
  it('is refused to a unit that has retired', () =>
    given(...past)
      .when(act({ unit: unit('court', 'retired') }))
      .thenRefused('unit.retired'));
  it('is refused before the notice was published', () =>
    given(...past)
      .when(act({ occurredAt: '2026-03-01T00:00:00Z' }))
      .thenRefused('act.before-the-record'));
  it('is refused when it is yet to happen', () =>
    given(...past)
      .when(act({ occurredAt: '2026-03-03T00:00:00Z' }))
      .thenRefused('act.in-the-future'));
});

it.each([corrected, withdrawn, signedFor, read, assessed])(
  'what follows an unpublished notice changes nothing',
  (event) => expect(LawNotices.evolve(LawNotices.initial, event)).toEqual(LawNotices.initial),
);
