import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { newOfficer, newPerson, registerUnits, SHARING, unitOf } from './panshi';
import { hrefOf, type Person, signIn } from './person';

const OWN = [{ norm: '最高人民法院关于人民法院特邀调解的规定', article: '第二十七条' }];
const mediation = {
  kind: 'assigned-mediation',
  receiver: 'panshi-justice-bureau',
  approver: 'panshi-procuratorate',
  subject: '物业服务合同纠纷委派调解',
  request: '请在规定期限内组织调解并书面回复',
  consent: { parties: 2, consentedOn: '2026-02-27', paper: '诉前调解同意书' },
  legalBasis: SHARING,
};

describe('a referral between the court and a bureau of Panshi', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let [office, court, bureau, approver, committee] = [] as unknown as [Person, Person, Person, Person, Person];
  let [auditor, stranger] = [] as unknown as [Person, Person];
  let href = '';

  const does = async (who: Person, act: string, body: object, expected: { status: number; code?: string }) => {
    const answer = await who.act(`${href}/${act}`, body);
    const { status, code } = answer.body as { status?: number; code?: string };
    expect({ act, status: answer.status, code }).toEqual({ act, code: undefined, ...expected });
    expect(status ?? answer.status).toBe(expected.status);
  };
  const recorded = (who: Person, act: string, body: object = {}) => does(who, act, body, { status: 201 });
  const refused = (who: Person, act: string, body: object, code: string) => does(who, act, body, { status: 409, code });
  const mayDo = async (who: Person) => {
    const { body } = await who.read(`${href}/acts`);
    return (body as Acts).acts.filter(({ may }) => may).map(({ act }) => act);
  };

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    for (const unitId of ['panshi-mediation', 'panshi-care']) {
      await office.act(`/v1/units/${unitId}/register`, unitOf('磐石市调解中心', 'mediation-body'));
    }
    court = await newOfficer(place, 'court', 'panshi-court');
    bureau = await newOfficer(place, 'bureau', 'panshi-justice-bureau');
    approver = await newOfficer(place, 'approver', 'panshi-procuratorate');
    committee = await newOfficer(place, 'committee', 'panshi-mediation');
    stranger = await newOfficer(place, 'stranger', 'panshi-audit-bureau');
    auditor = await newPerson(place, { name: 'auditor', unit: 'panshi-audit-bureau', role: 'auditor' });
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('the office extends the list of kinds, and the list of a day says what stood then', async () => {
    const kind = { name: '土地纠纷移送', effectiveOn: '2026-01-01', legalBasis: SHARING };
    const historyOf = async () => ((await court.read('/v1/referral-kinds/history')).body as History).entries;
    expect(await historyOf()).toEqual([]);
    expect((await office.act('/v1/referral-kinds/land-dispute/add', kind)).status).toBe(201);
    expect(await historyOf()).toMatchObject([
      { type: 'ReferralKindAdded', revision: 0, data: { code: 'land-dispute', senderKinds: null } },
    ]);
    expect((await office.act('/v1/referral-kinds/land-dispute/add', kind)).status).toBe(200);
    expect((await court.act('/v1/referral-kinds/land-dispute/add', kind)).status).toBe(403);
    const codes = async (on: string) =>
      ((await court.read(`/v1/referral-kinds?on=${on}`)).body as { kinds: { code: string }[] }).kinds.map(
        ({ code }) => code,
      );
    expect(await codes('2025-12-31')).toHaveLength(9);
    expect(await codes('2026-01-01')).toContain('land-dispute');
  });

  it('the court does not send a dispute to mediation without the parties’ consent', async () => {
    const { body } = await court.act('/v1/referrals', { ...mediation, consent: null });
    expect(body).toMatchObject({ status: 409, code: 'referral.needs-consent' });
  });

  it('no bureau sends one to mediation, and none goes to a procuratorate', async () => {
    const refusedAs = async (who: Person, body: object) => (await who.act('/v1/referrals', body)).body['code'];
    expect(await refusedAs(bureau, { ...mediation, receiver: 'panshi-mediation' })).toBe(
      'referral.kind-not-for-sender',
    );
    const toProcuratorate = { ...mediation, approver: null, receiver: 'panshi-procuratorate' };
    expect(await refusedAs(court, toProcuratorate)).toBe('referral.kind-not-for-receiver');
  });

  it('no answer is asked for by a day that has passed', async () => {
    const { body } = await court.act('/v1/referrals', { ...mediation, answerBy: '2026-01-02' });
    expect(body).toMatchObject({ status: 409, code: 'referral.answer-by-not-ahead' });
    const odd = await court.act('/v1/referrals', { ...mediation, answerBy: '2026-02-30' });
    expect(odd.body).toMatchObject({ status: 400, errors: [{ field: 'answerBy' }] });
  });

  it('the court sends it once, however often it asks', async () => {
    const first = await court.act('/v1/referrals', mediation, { key: '2026-12' });
    expect(first.status).toBe(201);
    href = hrefOf(first);
    expect(first.headers.get('location')).toBe(href);
    const again = await court.act('/v1/referrals', mediation, { key: '2026-12' });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await court.read(href)).body).toMatchObject({ status: 'sent', kind: { name: '委派调解' }, revision: 0 });
  });

  it('each asks which acts are open to them, and why not the others', async () => {
    expect(await mayDo(court)).toEqual(['recall', 'deliver', 'urge']);
    expect(await mayDo(bureau)).toEqual(['sign-for']);
    expect(await mayDo(auditor)).toEqual([]);
    const { body } = await bureau.read(`${href}/acts`);
    expect((body as Acts).acts.find(({ act }) => act === 'accept')?.whyNot).toMatchObject({
      rule: 'referral.is-sent',
      zh: expect.stringContaining('尚未签收') as string,
      en: expect.stringContaining('not signed for') as string,
    });
  });

  it('the bureau forwards it, the committee gives it back, the bureau takes it', async () => {
    await recorded(court, 'deliver', { mode: 'electronic' });
    await recorded(bureau, 'sign-for');
    await recorded(bureau, 'forward', { receiver: 'panshi-mediation', reason: '由调解组织办理' });
    await recorded(committee, 'sign-for');
    await refused(committee, 'forward', { receiver: 'panshi-court', reason: '请法院办理' }, 'referral.forwarded-back');
    await recorded(committee, 'return', { reason: '材料不全' });
    await refused(court, 'accept', {}, 'referral.not-holder');
    await recorded(bureau, 'accept');
    await refused(court, 'recall', { reason: '撤回' }, 'referral.already-accepted');
  });

  it('the committee that gave it back sees it as it stood then, and no act after', async () => {
    const { body, headers } = await committee.read(href);
    expect(body).toMatchObject({ asGivenBack: true, status: 'returned', chain: [{ unitId: 'panshi-mediation' }] });
    expect(headers.get('etag')).toBe('"5"');
    const history = (await committee.read(`${href}/history`)).body as History;
    expect(history.entries.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(history.next).toBeNull();
  });

  it('the bureau asks for more time, which the approver grants on a legal basis', async () => {
    await recorded(bureau, 'report-progress', { progress: '已组织第一次调解' });
    await recorded(bureau, 'request-extension', { until: '2099-05-01', reason: '双方同意继续调解' });
    await refused(court, 'grant-extension', { legalBasis: OWN }, 'referral.not-approver');
    await refused(approver, 'grant-extension', { legalBasis: [] }, 'act.no-legal-basis');
    await recorded(approver, 'grant-extension', { until: '2099-04-20', legalBasis: OWN });
    expect((await court.read(href)).body).toMatchObject({ askedUntil: null, grantedUntil: '2099-04-20' });
  });

  it('an act recorded by mistake is corrected, and both stay readable', async () => {
    await recorded(bureau, 'conclude', { outcome: 'not-settled', summary: '误录' });
    const { body } = await bureau.read(href);
    const { revision } = body as { revision: number };
    await refused(court, 'correct', { revision, reason: '误录' }, 'referral.not-your-act');
    await recorded(bureau, 'correct', { revision, reason: '结果误录' });
    expect((await court.read(href)).body).toMatchObject({ status: 'accepted', outcome: null });
  });

  it('it is concluded, sent back, concluded again, confirmed and closed', async () => {
    await recorded(bureau, 'suspend', { reason: '等待鉴定意见', legalBasis: OWN });
    await recorded(bureau, 'resume', { reason: '鉴定意见已出' });
    await recorded(court, 'urge', { words: '请尽快办理' });
    await recorded(bureau, 'conclude', { outcome: 'settled', summary: '双方达成协议' });
    await recorded(court, 'send-back', { reason: '缺少协议副本' });
    await recorded(bureau, 'conclude', { outcome: 'settled', summary: '双方达成协议，附副本' });
    await recorded(court, 'confirm');
    await refused(bureau, 'close', {}, 'referral.not-sender');
    await recorded(court, 'close', { remark: '已归档' });
  });

  it('it is reopened by decision, and the bureau was merged meanwhile: its heir goes on', async () => {
    const reopening = { reason: '协议未履行', decision: '联席会议纪要〔2026〕3号', legalBasis: OWN };
    await refused(court, 'reopen', { ...reopening, legalBasis: [] }, 'act.no-legal-basis');
    await recorded(court, 'reopen', reopening);
    await recorded(bureau, 'sign-for');
    const merger = { heirId: 'panshi-care', reason: '机构改革', effectiveOn: '2026-01-01', legalBasis: SHARING };
    expect((await office.act('/v1/units/panshi-justice-bureau/merge', merger)).status).toBe(201);
    const heir = await newOfficer(place, 'heir', 'panshi-care');
    expect(await mayDo(heir)).toEqual(['accept', 'return', 'forward', 'correct']);
    expect((await bureau.read(href)).status).toBe(403);
    await recorded(heir, 'accept');
    await recorded(heir, 'conclude', { outcome: 'settled', summary: '已履行' });
    await recorded(court, 'confirm');
    await recorded(court, 'close');
  });

  it('the auditor reads every act in order: who, when, on what basis', async () => {
    const { entries, next } = (await auditor.read(`${href}/history?limit=1000`)).body as History;
    expect(next).toBeNull();
    expect(entries.map(({ type }) => type.replace('Referral', ''))).toEqual([
      ...['Sent', 'Delivered', 'SignedFor', 'Forwarded', 'SignedFor', 'Returned', 'Accepted', 'ProgressReported'],
      ...['ExtensionRequested', 'ExtensionGranted', 'Concluded', 'ActCorrected', 'Suspended', 'Resumed', 'Urged'],
      ...['Concluded', 'SentBack', 'Concluded', 'Confirmed', 'Closed', 'Reopened', 'SignedFor', 'Accepted'],
      ...['Concluded', 'Confirmed', 'Closed'],
    ]);
    expect(entries.every(({ legalBasis, data }) => legalBasis.length > 0 && data.unitId !== '')).toBe(true);
    expect((await auditor.act(`${href}/urge`, { words: '请尽快' })).status).toBe(403);
  });

  it('of two acts at once one wins, and the other is decided on what the first left', async () => {
    const other = { ...mediation, receiver: 'panshi-mediation', subject: '相邻关系纠纷委派调解' };
    for (let round = 0; round < 10; round++) {
      href = hrefOf(await court.act('/v1/referrals', other));
      await recorded(committee, 'sign-for');
      const answers = await Promise.all([
        court.act(`${href}/recall`, { reason: '撤回' }),
        committee.act(`${href}/accept`, {}),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect((await court.read(href)).body).toMatchObject({ revision: 2 });
    }
  });

  it('a unit that has nothing to do with it is told that it is not for them', async () => {
    for (const path of [href, `${href}/history`, `${href}/acts`]) {
      expect((await stranger.read(path)).body).toMatchObject({ status: 403, code: 'record-not-yours' });
    }
  });
});

type Acts = { acts: { act: string; may: boolean; whyNot: { rule: string; zh: string; en: string } | null }[] };
type History = {
  entries: { revision: number; type: string; legalBasis: object[]; data: { unitId: string } }[];
  next: number | null;
};
