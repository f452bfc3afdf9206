import { ReferralFacts } from '@fuyuan/testing';
import {
  initialRouting,
  inOrder,
  publish,
  topicsOwed,
  UnknownFact,
  type EventType,
  type Published,
  type Recorded,
} from '.';
import { TRANSLATIONS } from './translations';

const { AT, BASIS, past, fact } = ReferralFacts;

/** A small town; every unit of it has a system of its own that subscribes, so that each one's need to know is seen. */
const TOWN = {
  court: 'court',
  'high-court': 'court',
  procuratorate: 'procuratorate',
  convener: 'government',
  bureau: 'government',
  police: 'government',
  town: 'government',
  committee: 'government',
  bank: 'government',
} as const;
type UnitId = keyof typeof TOWN;
const UNITS = Object.keys(TOWN) as UnitId[];

type Said = Readonly<{ type: string; data: object }>;

/** A log with its topics, as a relay would fill them. */
class Town {
  routing = initialRouting;
  readonly log: Recorded[] = [];
  readonly topics = new Map<string, Published[]>();

  /** Says it, and tells which topics hold it. */
  async happens(stream: string, { type, data }: Said, recordedAt = AT): Promise<string[]> {
    const revision = this.of(stream).length;
    const place = `${this.log.length}/${this.log.length}`;
    const cause = { correlationId: 'asked', causationId: 'asked', actorUnit: 'office' };
    const recorded = { id: `fact-${this.log.length}`, type, data, stream, revision, position: place, ...cause };
    return this.follow({ ...recorded, occurredAt: recordedAt, recordedAt });
  }

  private async follow(recorded: Recorded): Promise<string[]> {
    const step = publish(this.routing, recorded);
    for await (const message of inOrder(step, ({ stream, from, before }) => this.of(stream).slice(from, before))) {
      this.topics.set(message.topic, [...(this.topics.get(message.topic) ?? []), message]);
    }
    this.log.push(recorded);
    this.routing = step.routing;
    return [...this.topics]
      .filter(([, held]) => held.some(({ eventId }) => eventId === recorded.id))
      .map(([topic]) => topic);
  }

  of = (stream: string): Recorded[] => this.log.filter((one) => one.stream === stream);
  /** What a topic holds of a record, by its last words. */
  held = (topic: string, stream = 'referral-r1'): string[] =>
    (this.topics.get(topic) ?? [])
      .filter((one) => one.stream === stream)
      .map(({ type }) => type.split('.').at(-2) ?? '');
}

const act = { legalBasis: BASIS, occurredAt: AT };
const registered = (unitId: UnitId | 'newcomer', system: string): Said => ({
  type: 'UnitRegistered',
  data: {
    unitId,
    name: unitId,
    kind: 'bureau',
    system,
    level: 'county',
    regionCode: '220284',
    parentId: null,
    effectiveOn: '2026-01-01',
    ...act,
  },
});
const subscribed = (unitId: string, from = 'beginning'): Said => ({
  type: 'SubscriptionStarted',
  data: { unitId, from, ...act },
});
const unsubscribed = (unitId: string): Said => ({ type: 'SubscriptionEnded', data: { unitId, ...act } });

async function smallTown(feeds: readonly UnitId[] = UNITS): Promise<Town> {
  const town = new Town();
  for (const unitId of UNITS) await town.happens(`unit-${unitId}`, registered(unitId, TOWN[unitId]));
  for (const unitId of feeds) await town.happens(`subscription-${unitId}`, subscribed(unitId));
  return town;
}

/** Which units may see it, and in which family of topics their read sides find it. */
type Row = Readonly<{ data: object; stream: string; family: string | null; told: readonly UnitId[] }>;

const norm = { title: '行政复议法', documentNumber: null, level: 'law' };
const ofUnit = (data: object): Row => ({
  stream: 'unit-bank',
  data: { unitId: 'bank', effectiveOn: '2026-01-01', ...act, ...data },
  family: 'units',
  told: UNITS,
});
const ofKinds = (data: object): Row => ({
  stream: 'codeList-referral-kinds',
  data: { unitId: 'convener', code: 'x', ...act, ...data },
  family: 'referral-kinds',
  told: UNITS,
});
const ofNotice = (data: object): Row => ({
  stream: 'lawNotice-n1',
  data: { noticeId: 'n1', ...act, ...data },
  family: 'law-notices',
  told: ['bureau', 'court', 'bank'],
});
const ofReferral = (said: Said): Row => ({
  stream: 'referral-r1',
  data: said.data,
  family: 'referrals',
  told: ['court', 'convener', 'bureau'],
});
const ofFeed = (data: object = {}): Row => ({
  stream: 'subscription-bank',
  data: { unitId: 'bank', ...act, ...data },
  family: null,
  told: ['bank'],
});
const inside: Row = { stream: 'account-zhang', data: { account: 'zhang', ...act }, family: null, told: [] };

/** Every private fact, by the compiler. Law notice: the bureau tells court and bank. Referral: court to bureau. */
const TABLE: { readonly [Type in EventType]: Row } = {
  UnitRegistered: { ...ofUnit({ ...registered('newcomer', 'government').data }), stream: 'unit-newcomer' },
  UnitRetired: ofUnit({ reason: '撤销' }),
  UnitRenamed: ofUnit({ name: '磐石银行' }),
  UnitMoved: ofUnit({ parentId: 'convener' }),
  UnitMerged: ofUnit({ heirId: 'police', effectiveOn: '2027-01-01', reason: '合并' }),
  UnitSplit: ofUnit({ heirId: 'police', successorIds: ['police', 'town'], effectiveOn: '2027-01-01', reason: '分设' }),
  UnitNamedHeir: ofUnit({ predecessorId: 'town' }),
  LiaisonOfficerDesignated: ofUnit({ account: 'zhang' }),
  LiaisonOfficerReplaced: ofUnit({ account: 'zhang', successor: 'li' }),
  LawNoticePublished: ofNotice({
    publisherId: 'bureau',
    publisherRegion: '220284',
    addressees: ['court', 'bank'],
    norm,
  }),
  LawNoticeCorrected: ofNotice({ corrects: 1, norm, reason: '误录' }),
  LawNoticeWithdrawn: ofNotice({ reason: '误发' }),
  LawNoticeSignedFor: ofNotice({ unitId: 'bank', edition: 1 }),
  LawNoticeRead: ofNotice({ unitId: 'bank', edition: 1 }),
  LawNoticeAssessed: ofNotice({ unitId: 'bank', edition: 1, impact: 'none', opinion: '不涉及', measures: null }),
  ReferralKindAdded: ofKinds({
    name: '土地纠纷移送',
    restricted: false,
    needsConsent: false,
    senderKinds: null,
    receiverKinds: null,
    effectiveOn: '2026-01-01',
  }),
  ReferralKindEnded: ofKinds({ endsOn: '2027-01-01', reason: '停用' }),
  ReferralSent: ofReferral(past.sent),
  ReferralRecalled: ofReferral(past.recalled),
  ReferralDelivered: ofReferral(past.delivered),
  ReferralSignedFor: ofReferral(past.signedFor),
  ReferralAccepted: ofReferral(past.accepted),
  ReferralReturned: ofReferral(past.returned),
  ReferralForwarded: { ...ofReferral(past.forwarded), told: ['court', 'convener', 'bureau', 'town'] },
  ReferralProgressReported: ofReferral(past.progress),
  ReferralExtensionRequested: ofReferral(past.extensionAsked),
  ReferralExtensionGranted: ofReferral(past.extensionGranted),
  ReferralExtensionRefused: ofReferral(past.extensionRefused),
  ReferralSuspended: ofReferral(past.suspended),
  ReferralResumed: ofReferral(past.resumed),
  ReferralUrged: ofReferral(past.urged),
  ReferralSupervised: ofReferral(past.supervised),
  ReferralConcluded: ofReferral(past.concluded),
  ReferralConfirmed: ofReferral(past.confirmed),
  ReferralSentBack: ofReferral(past.sentBack),
  ReferralClosed: ofReferral(past.closed),
  ReferralReopened: ofReferral(past.reopened),
  ReferralActCorrected: ofReferral(past.correctionOf(0, 'ReferralUrged', 'bureau')),
  SubscriptionStarted: { ...ofFeed({ from: 'now' }), stream: 'subscription-bank' },
  SubscriptionEnded: ofFeed(),
  UnitMoveDecided: { ...inside, stream: 'unitMoves-all' },
  AccountOpened: inside,
  AccountClosed: inside,
  AccountReopened: inside,
  AccountRoleGranted: inside,
  AccountRoleRevoked: inside,
  AccountMoved: inside,
  AccountPasswordSet: inside,
  AccountUnlocked: inside,
  AccountFoundChanged: inside,
  AccessDenied: { ...inside, stream: 'denials-2026-03-02' },
};

const topicsFor = (family: string | null, told: readonly UnitId[], feedNth = 1): string[] => [
  ...(family === null ? [] : [...new Set(told.map((unitId) => `${TOWN[unitId]}.${family}.v1`))]),
  ...told.map((unitId) => `unit.${unitId}.v${feedNth}`),
];

const rows = (Object.keys(TABLE) as EventType[]).map((type) => ({ type, ...TABLE[type] }));

/** What must have happened for it to happen at all. */
async function before(type: EventType, sent: Said): Promise<Town> {
  const town = await smallTown();
  if (type === 'SubscriptionStarted') await town.happens('subscription-bank', unsubscribed('bank'));
  if (TABLE[type].family === 'referrals' && type !== 'ReferralSent') await town.happens('referral-r1', sent);
  if (TABLE[type].family === 'law-notices' && type !== 'LawNoticePublished') {
    await town.happens('lawNotice-n1', { type: 'LawNoticePublished', data: TABLE.LawNoticePublished.data });
  }
  return town;
}

describe('who is told', () => {
  it.each(rows)('$type reaches $told and no other', async ({ type, stream, data, family, told }) => {
    const town = await before(type, past.sent);
    const reached = await town.happens(stream, { type, data });
    expect(reached.sort()).toEqual(topicsFor(family, told, type === 'SubscriptionStarted' ? 2 : 1).sort());
  });

  it.each(rows.filter(({ family }) => family === 'referrals'))(
    '$type of a clue reaches those named alone',
    async (row) => {
      const town = await before(row.type, past.clueSent);
      const data = row.type === 'ReferralSent' ? past.clueSent.data : row.data;
      const reached = await town.happens(row.stream, { type: row.type, data });
      expect(reached.sort()).toEqual(topicsFor('restricted', row.told).sort());
      expect(
        [...town.topics.keys()].filter((topic) => topic.includes('.referrals.') && town.held(topic).length > 0),
      ).toEqual([]);
    },
  );

  it('a procuratorate that supervises is told all, in its own topic and in that of its read side', async () => {
    const town = await smallTown();
    for (const said of [past.supervisedSent, past.signedFor, past.supervised]) await town.happens('referral-r1', said);
    for (const topic of ['procuratorate.referrals.v1', 'unit.procuratorate.v1', 'court.referrals.v1'])
      expect(town.held(topic)).toEqual(['sent', 'signed-for', 'supervised']);
    expect(town.topics.get('court.referrals.v1')?.[0]?.value).toContain('"supervisorId":"procuratorate"');
  });

  it('answers for every fact that the translations know', () =>
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(TRANSLATIONS).sort()));

  it('stops at a fact that nobody told it how to publish, and says which', async () => {
    const town = await smallTown();
    await expect(town.happens('unit-bank', { type: 'UnitAddressChanged', data: {} })).rejects.toThrow(UnknownFact);
    await expect(town.happens('unit-bank', { type: 'UnitAddressChanged', data: {} })).rejects.toThrow(
      /UnitAddressChanged.*unit-bank, revision 1/,
    );
  });

  it('says of a liaison officer when, never who', async () => {
    const town = await before('LiaisonOfficerReplaced', past.sent);
    await town.happens('unit-bank', { type: 'LiaisonOfficerReplaced', data: TABLE.LiaisonOfficerReplaced.data });
    expect(town.topics.get('court.units.v1')?.at(-1)?.value).not.toMatch(/zhang|"li"/);
  });
});

const forwardTo = (receiverId: string, by = 'bureau') =>
  fact('ReferralForwarded', by, { reason: '属地办理', receiverId, receiverRegion: '220284' });
const givesBack = (by: string) => fact('ReferralReturned', by, { reason: '非本辖区' });

/** The referral goes through these acts. */
async function goes(town: Town, ...acts: Said[]): Promise<void> {
  for (const one of acts) await town.happens('referral-r1', one);
}

describe('a referral on its way', () => {
  it('is told from the beginning to whoever comes to see it late', async () => {
    const town = await smallTown(['procuratorate']);
    await goes(town, past.sent, past.signedFor);
    expect(town.held('procuratorate.referrals.v1')).toEqual([]);
    await goes(town, forwardTo('procuratorate'));
    const whole = ['sent', 'signed-for', 'forwarded'];
    expect(town.held('procuratorate.referrals.v1')).toEqual(whole);
    expect(town.held('unit.procuratorate.v1')).toEqual(whole);
    expect(town.held('court.referrals.v1')).toEqual(whole);
  });

  it('is told to the unit that gives it back until then, and from there on when it comes again', async () => {
    const town = await smallTown();
    await goes(town, past.sent, forwardTo('procuratorate'), givesBack('procuratorate'), past.accepted, past.progress);
    const untilThen = ['sent', 'forwarded', 'returned'];
    expect(town.held('procuratorate.referrals.v1')).toEqual(untilThen);
    expect(town.held('unit.procuratorate.v1')).toEqual(untilThen);
    await goes(town, forwardTo('procuratorate'));
    expect(town.held('unit.procuratorate.v1')).toEqual([...untilThen, 'accepted', 'progress-reported', 'forwarded']);
  });

  it('ends for whoever got it by a mistake, who is not told why', async () => {
    const town = await smallTown();
    await goes(
      town,
      past.clueSent,
      forwardTo('procuratorate'),
      past.correctionOf(1, 'ReferralForwarded', 'bureau'),
      past.accepted,
    );
    for (const topic of ['procuratorate.restricted.v1', 'unit.procuratorate.v1']) {
      expect(town.held(topic)).toEqual(['sent', 'forwarded', 'sight-ended']);
      expect(town.topics.get(topic)?.at(-1)?.value).not.toMatch(/误录|bureau/);
    }
    expect(town.held('court.restricted.v1')).toEqual(['sent', 'forwarded', 'act-corrected', 'accepted']);
  });

  it('passes to the heir of a named unit on the day, whole, and ends for the unit that is no more', async () => {
    const town = await smallTown();
    await goes(town, past.sent, past.signedFor);
    const data = { unitId: 'bureau', heirId: 'procuratorate', effectiveOn: '2026-07-01', reason: '改革', ...act };
    await town.happens('unit-bureau', { type: 'UnitMerged', data });
    expect(town.held('unit.procuratorate.v1')).toEqual([]);

    const renamed = { unitId: 'bank', name: '银行', effectiveOn: '2026-07-01', ...act };
    await town.happens('unit-bank', { type: 'UnitRenamed', data: renamed }, '2026-06-30T15:59:59.999Z');
    expect(town.held('unit.procuratorate.v1')).toEqual([]);
    await town.happens('unit-bank', { type: 'UnitRenamed', data: renamed }, '2026-06-30T16:00:00.000Z');
    expect(town.held('unit.procuratorate.v1')).toEqual(['sent', 'signed-for']);
    expect(town.held('procuratorate.referrals.v1')).toEqual(['sent', 'signed-for']);
    expect(town.held('unit.bureau.v1')).toEqual(['sent', 'signed-for', 'sight-ended']);
    expect(town.held('government.referrals.v1')).toEqual(['sent', 'signed-for']);
  });
});

describe('a subscription', () => {
  it('from the beginning gives at once what the unit may see, and who there is', async () => {
    const town = await smallTown([]);
    await goes(town, past.clueSent, past.signedFor);
    await town.happens('subscription-bureau', subscribed('bureau'));
    await town.happens('subscription-bank', subscribed('bank'));
    expect(town.held('unit.bureau.v1')).toEqual(['sent', 'signed-for']);
    expect(town.held('unit.bank.v1')).toEqual([]);
    expect(town.held('unit.bank.v1', 'unit-court')).toEqual(['registered']);
    expect(town.held('unit.bank.v1', 'subscription-bank')).toEqual(['started']);
  });

  it('from now on gives an older referral at its next act, whole', async () => {
    const town = await smallTown([]);
    await goes(town, past.sent, past.signedFor);
    await town.happens('subscription-bureau', subscribed('bureau', 'now'));
    expect(town.held('unit.bureau.v1')).toEqual([]);
    await goes(town, past.accepted);
    expect(town.held('unit.bureau.v1')).toEqual(['sent', 'signed-for', 'accepted']);
  });

  it('ends with its feed; another begins a feed of its own from the beginning', async () => {
    const town = await smallTown(['bureau']);
    await goes(town, past.sent);
    await town.happens('subscription-bureau', unsubscribed('bureau'));
    await goes(town, past.signedFor);
    expect(town.held('unit.bureau.v1')).toEqual(['sent']);
    await town.happens('subscription-bureau', subscribed('bureau'));
    await goes(town, past.accepted);
    expect(town.held('unit.bureau.v2')).toEqual(['sent', 'signed-for', 'accepted']);
    expect(town.held('unit.bureau.v1')).toEqual(['sent']);
    expect(topicsOwed(town.routing).filter(({ unitId }) => unitId)).toEqual([
      { topic: 'unit.bureau.v2', family: 'feed', audience: null, unitId: 'bureau', open: true },
    ]);
  });
});
