import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  Accounts,
  Denials,
  LawNotices,
  ReferralKinds,
  Referrals,
  Subscriptions,
  Units,
  type AccountEvent,
  type DenialEvent,
  type LawNoticeEvent,
  type ReferralEvent,
  type ReferralKindsEvent,
  type SubscriptionEvent,
  type UnitEvent,
} from '@fuyuan/domain';
import {
  accountCodec,
  denialCodec,
  lawNoticeCodec,
  metadataFrom,
  referralCodec,
  referralKindsCodec,
  subscriptionCodec,
  unitCodec,
  unitMovesCodec,
} from '@fuyuan/event-store';

/**
 * What lies in the log for ever, as it lies there. A file is never changed and never removed: a new version of an
 * event adds a file, and the old one must still load. `newest` is given where an upcaster makes another shape of it.
 * A field that came later and need not be there has a file beside it, `<stored type>+<field>.json`.
 */
type Golden = Readonly<{ type: string; data: object; metadata: object; newest?: object }>;

const files = readdirSync(__dirname).filter((file) => file.endsWith('.json'));
const golden = files.map((file) => ({
  file: basename(file, '.json'),
  ...(JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as Golden),
}));
const place = { streamId: 'golden-1', revision: 0n };
const ofUnits = golden.filter(({ type }) => unitCodec.storedTypes.includes(type));
const ofMoves = golden.filter(({ type }) => unitMovesCodec.storedTypes.includes(type));
const ofReferrals = golden.filter(({ type }) => referralCodec.storedTypes.includes(type));
const ofKinds = golden.filter(({ type }) => referralKindsCodec.storedTypes.includes(type));
const ofLawNotices = golden.filter(({ type }) => lawNoticeCodec.storedTypes.includes(type));
const ofAccounts = golden.filter(({ type }) => accountCodec.storedTypes.includes(type));
const ofSubscriptions = golden.filter(({ type }) => subscriptionCodec.storedTypes.includes(type));
const ofDenials = golden.filter(({ type }) => denialCodec.storedTypes.includes(type));

const unit = (file: string): UnitEvent => unitCodec.decode({ ...place, ...byFile(file) });
const move = (file: string) => unitMovesCodec.decode({ ...place, ...byFile(file) });
const referral = (file: string): ReferralEvent => referralCodec.decode({ ...place, ...byFile(file) });
const kind = (file: string): ReferralKindsEvent => referralKindsCodec.decode({ ...place, ...byFile(file) });
const lawNotice = (file: string): LawNoticeEvent => lawNoticeCodec.decode({ ...place, ...byFile(file) });
const account = (file: string): AccountEvent => accountCodec.decode({ ...place, ...byFile(file) });
const subscription = (file: string): SubscriptionEvent => subscriptionCodec.decode({ ...place, ...byFile(file) });
const denial = (file: string): DenialEvent => denialCodec.decode({ ...place, ...byFile(file) });

function byFile(file: string): Golden {
  const found = golden.find((each) => each.file === file);
  if (!found) throw new Error(`There is no golden file ${file}.`);
  return found;
}

describe('the golden history', () => {
  it('has a file for every name under which an event was ever stored, and none besides', () => {
    expect([...new Set(golden.map(({ type }) => type))].sort()).toEqual(
      [
        unitCodec,
        lawNoticeCodec,
        referralCodec,
        referralKindsCodec,
        accountCodec,
        denialCodec,
        subscriptionCodec,
        unitMovesCodec,
      ]
        .flatMap(({ storedTypes }) => storedTypes)
        .sort(),
    );
    expect(golden.filter(({ file, type }) => file.replace(/\+\w+$/, '') !== type)).toEqual([]);
  });

  it.each(ofUnits)('$file still loads in the newest shape', ({ file, type, data, newest }) => {
    expect(unit(file)).toEqual({ type: type.replace(/\.v\d+$/, ''), data: newest ?? data });
  });

  it.each(ofMoves)('$file still loads in the newest shape', ({ file, type, data, newest }) => {
    expect(move(file)).toEqual({ type: type.replace(/\.v\d+$/, ''), data: newest ?? data });
  });

  it.each(ofLawNotices)('$file still loads in the newest shape', ({ file, type, data, newest }) => {
    expect(lawNotice(file)).toEqual({ type: type.replace(/\.v\d+$/, ''), data: newest ?? data });
  });

  it.each(ofReferrals)('$file still loads in the newest shape', ({ file, type, data, newest }) => {
    expect(referral(file)).toEqual({ type: type.replace(/\.v\d+$/, ''), data: newest ?? data });
  });

  it.each(ofKinds)('$file still loads in the newest shape', ({ file, type, data, newest }) => {
    expect(kind(file)).toEqual({ type: type.replace(/\.v\d+$/, ''), data: newest ?? data });
  });

  it.each(ofAccounts)('$file still loads in the newest shape', ({ file, type, data, newest }) => {
    expect(account(file)).toEqual({ type: type.replace(/\.v\d+$/, ''), data: newest ?? data });
  });

  it.each(ofDenials)('$file still loads in the newest shape', ({ file, type, data, newest }) => {
    expect(denial(file)).toEqual({ type: type.replace(/\.v\d+$/, ''), data: newest ?? data });
  });

  it.each(ofSubscriptions)('$file still loads in the newest shape', ({ file, type, data, newest }) => {
    expect(subscription(file)).toEqual({ type: type.replace(/\.v\d+$/, ''), data: newest ?? data });
  });

  it.each(golden)('$type still says who recorded it, when, and under which request', (stored) => {
    expect(metadataFrom({ ...place, ...stored })).toEqual(stored.metadata);
  });

  it('still folds into the referrals that it made', () => {
    const life = [
      'Sent',
      'Delivered',
      'SignedFor',
      'Forwarded',
      'Returned',
      'Accepted',
      'ProgressReported',
      'Urged',
      'Supervised',
    ];
    const work = ['ExtensionRequested', 'ExtensionRefused', 'ExtensionRequested', 'ExtensionGranted', 'Suspended'];
    const end = ['Resumed', 'Concluded', 'SentBack', 'Concluded', 'Confirmed', 'Closed', 'Reopened'];
    const reopened = [...life, ...work, ...end]
      .map((act) => referral(act === 'Sent' ? 'ReferralSent.v2' : `Referral${act}.v1`))
      .reduce(Referrals.evolve, Referrals.initial);
    expect(reopened).toMatchObject({
      status: 'sent',
      matter: {
        acts: 21,
        supervision: { revision: 8, event: { data: { opinion: '请书面说明不予立案的理由' } } },
        everAccepted: true,
        grantedUntil: '2026-04-20',
        chain: [{ unitId: 'panshi-justice-bureau', handedBy: 'panshi-court', signedForAt: null }],
        sending: { kind: { name: '委派调解', needsConsent: true, senderKinds: ['court'] }, consent: { parties: 2 } },
      },
    });
    const mistaken = ['Sent', 'Delivered', 'SignedFor', 'ActCorrected', 'Recalled']
      .map((act) => referral(`Referral${act}.v1`))
      .reduce(Referrals.evolve, Referrals.initial);
    expect(mistaken).toMatchObject({ status: 'recalled', reason: '移送有误', matter: { corrected: new Set([2]) } });
  });

  it('still folds into the list of kinds and the units that it made', () => {
    const listed = (added: string) =>
      [added, 'ReferralKindEnded.v1'].map(kind).reduce(ReferralKinds.evolve, ReferralKinds.initial);
    const on = (added: string, day: string) => ReferralKinds.kindOn(listed(added), 'land-dispute', day);
    expect(on('ReferralKindAdded.v1', '2026-12-31')).toMatchObject({ name: '土地纠纷移送', senderKinds: null });
    expect(on('ReferralKindAdded.v2', '2026-12-31')).toMatchObject({ senderKinds: ['bureau', 'town'] });
    expect(on('ReferralKindAdded.v2', '2027-01-01')).toBeUndefined();

    const changes = ['UnitRenamed', 'UnitMoved', 'LiaisonOfficerDesignated', 'LiaisonOfficerReplaced'];
    const changed = (last: string) =>
      ['UnitRegistered', ...changes, last].map((act) => unit(`${act}.v1`)).reduce(Units.evolve, Units.initial);
    expect(Units.heirOn(changed('UnitMerged'), '2027-01-01')).toBe('panshi-care-bureau');
    expect(Units.heirOn(changed('UnitSplit'), '2027-01-01')).toBe('panshi-drug-bureau');
    const merged = changed('UnitMerged');
    expect(changed('UnitNamedHeir')).toMatchObject({ inheritsFrom: ['panshi-health-bureau'] });
    expect(merged.status === 'retired' && Units.profileOn(merged, '2026-04-01')).toMatchObject({
      name: '磐石市卫生健康局',
      parentId: null,
    });
    expect(merged.status === 'retired' && Units.officersOn(merged, '2026-06-01')).toEqual(['wang-health']);
  });

  it('still folds into the moves that it made', () => {
    const moves = [move('UnitMoveDecided.v1')].reduce(Units.withMove, Units.noMoves);
    expect(moves.get('panshi-health-bureau')).toEqual([{ from: '2026-04-01', value: 'panshi-care-bureau' }]);
  });

  it('still folds into the accounts and the denials that it made', () => {
    const fold = (...acts: string[]) =>
      acts.map((act) => account(`Account${act}.v1`)).reduce(Accounts.evolve, Accounts.initial);
    const changed = ['Opened', 'RoleGranted', 'RoleRevoked', 'Moved', 'PasswordSet', 'Unlocked'];
    expect(fold(...changed, 'Closed', 'Reopened', 'Closed')).toEqual({
      unitId: 'panshi-audit-bureau',
      roles: ['office'],
      open: false,
    });
    expect(fold('FoundChanged')).toEqual({ unitId: 'panshi-court', roles: ['officer'], open: true });
    expect([denial('AccessDenied.v1')].reduce(Denials.evolve, Denials.initial)).toEqual({ denials: 3 });
  });

  it('still folds into the subscriptions that it made', () => {
    const fold = (...acts: string[]) =>
      acts.map((act) => subscription(`Subscription${act}.v1`)).reduce(Subscriptions.evolve, Subscriptions.initial);
    expect(fold('Started')).toMatchObject({ status: 'running', from: 'beginning' });
    expect(fold('Started', 'Ended')).toEqual({ status: 'ended', since: '2026-06-03T01:00:00.000Z' });
  });

  it('still folds into the records that it made', () => {
    const retired = ['UnitRegistered.v1', 'UnitRetired.v1'].map(unit).reduce(Units.evolve, Units.initial);
    expect(retired).toMatchObject({
      status: 'retired',
      retiredOn: '2027-01-01',
      profile: { name: '磐石市人民法院', regionCode: '220284', parentId: 'jilin-court' },
    });

    const life = ['Published', 'SignedFor', 'Read', 'Assessed', 'Corrected', 'Withdrawn'];
    const withdrawn = life.map((act) => lawNotice(`LawNotice${act}.v1`)).reduce(LawNotices.evolve, LawNotices.initial);
    expect(withdrawn).toMatchObject({ status: 'withdrawn', edition: 2, norm: { documentNumber: '主席令第十号' } });
    expect(withdrawn.status === 'withdrawn' && withdrawn.handling.get('panshi-court')).toEqual({
      signedFor: 1,
      read: 1,
      assessed: 1,
      assessment: { impact: 'major', opinion: '涉及行政审判受案范围', measures: '组织专题培训' },
    });
  });
});
