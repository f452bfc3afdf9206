import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FuyuanEvent } from '@fuyuan/contracts';
import { ReferralWalk } from '@fuyuan/testing';
import { referralsProjection, type ReferralState } from '@fuyuan/projections';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const GOLDEN = join(__dirname, '../../../../test/contracts/messages');
const golden = (verb: string, more: object = {}): FuyuanEvent => {
  const event = JSON.parse(readFileSync(join(GOLDEN, `cn.fuyuan.referral.${verb}.v1.json`), 'utf8')) as FuyuanEvent;
  return { ...event, ...more };
};
const sent = golden('sent', { streamrevision: 0 });
const fold = (...events: FuyuanEvent[]) =>
  events.reduce<ReferralState | null>((state, event) => referralsProjection.fold(state, event), null);
const after = (...events: FuyuanEvent[]) => {
  const state = fold(sent, ...events.map((event, at) => ({ ...event, streamrevision: at + 1 })));
  if (!state) throw new Error('Nothing was folded.');
  return referralsProjection.rows('r', state);
};
const standing = (...verbs: string[]) => after(...verbs.map((verb) => golden(verb))).editions[0];

describe('every act on a referral', () => {
  it.each([
    ['delivered', { state: 'delivered', waiting_for: 'panshi-justice-bureau' }],
    ['signed-for', { state: 'signed-for', waiting_for: 'panshi-justice-bureau' }],
    ['accepted', { state: 'accepted' }],
    ['returned', { state: 'returned', waiting_for: 'panshi-court' }],
    ['forwarded', { state: 'sent', holder: 'panshi-mediation', waiting_for: 'panshi-mediation' }],
    ['progress-reported', { state: 'sent' }],
    ['extension-requested', { asked_of: 'jilin-court', granted_until: null }],
    ['extension-granted', { asked_of: null, asked_until: null }],
    ['extension-refused', { asked_of: null, granted_until: null }],
    ['suspended', { state: 'suspended', waiting_for: 'panshi-justice-bureau' }],
    ['resumed', { state: 'accepted', reason: null }],
    ['urged', { state: 'sent' }],
    ['supervised', { state: 'sent', said: '请书面说明不予立案的理由' }],
    ['concluded', { state: 'concluded', waiting_for: 'panshi-court' }],
    ['confirmed', { state: 'confirmed', waiting_for: 'panshi-court' }],
    ['sent-back', { state: 'accepted', outcome: null }],
    ['closed', { state: 'closed', waiting_for: null }],
    ['reopened', { state: 'sent', waiting_for: 'panshi-justice-bureau', finished_at: null }],
    ['recalled', { state: 'recalled', waiting_for: null }],
  ])('%s lets it stand so', (verb, shown) =>
    expect(standing(verb)).toMatchObject({ ...shown, edition: 0, revision: 1 }),
  );

  it('has its story: none of the contracts is left out', () => {
    const verbs = readdirSync(GOLDEN).flatMap((file) => /^cn\.fuyuan\.referral\.(.+)\.v1\.json$/.exec(file)?.[1] ?? []);
    for (const verb of verbs)
      if (verb !== 'sent') expect(() => fold(sent, golden(verb, { streamrevision: 1 }))).not.toThrow();
    expect(verbs).toHaveLength(22);
  });
});

describe('what was a mistake', () => {
  it('counts no more, and both stay readable', () => {
    const rows = after(golden('delivered'), golden('signed-for'), golden('act-corrected'));
    expect(rows.editions[0]).toMatchObject({ state: 'delivered', revision: 3 });
    expect(rows.acts).toHaveLength(4);
  });
});

describe('who gave it back', () => {
  const back = [golden('signed-for'), golden('forwarded'), golden('signed-for'), golden('returned')];
  const rows = after(...back, golden('accepted'), golden('progress-reported'));
  const parting = rows.editions.find(({ edition }) => edition !== 0);

  it('keeps how it stood then, its own turn alone, and nothing of what came after', () => {
    expect(rows.sights.find(({ unit }) => unit === 'panshi-mediation')).toMatchObject({ nth: 1, edition: 4 });
    expect(parting).toMatchObject({ edition: 4, state: 'returned', revision: 4, waiting_for: null });
    expect(JSON.parse(parting?.chain ?? '')).toHaveLength(1);
    expect(after(...back).editions.find(({ edition }) => edition === 4)).toEqual(parting);
  });
});

it('nothing is left to whom nothing may be known of any more, until it is told of again', () => {
  const ended = after(golden('delivered'), golden('sight-ended'));
  expect(ended).toEqual({ editions: [], sights: [], places: [], named: [], acts: [] });
  expect(after(golden('delivered'), golden('sight-ended'), golden('accepted')).sights).toHaveLength(3);
});

it('who supervises sees it from the beginning', () => {
  const { editions: of, sights } = referralsProjection.rows(
    'r',
    fold({ ...sent, data: { ...sent.data, supervisorId: 'panshi-procuratorate' } } as FuyuanEvent) as ReferralState,
  );
  expect(of[0]).toMatchObject({ supervisor: 'panshi-procuratorate' });
  expect(sights.find(({ unit }) => unit === 'panshi-procuratorate')).toMatchObject({ edition: 0, is_supervisor: 1 });
  expect(after().sights.map(({ is_supervisor }) => is_supervisor)).toEqual([0, 0, 0]);
});

it('is due by the day that was asked for, or granted since, while it is open', () => {
  const dueAfter = (...verbs: string[]) => {
    const asked = { ...sent, data: { ...sent.data, answerBy: '2026-04-01' } } as FuyuanEvent;
    const events = verbs.map((verb, at) => golden(verb, { streamrevision: at + 1 }));
    return referralsProjection.rows('r', fold(asked, ...events) as ReferralState).editions[0];
  };
  expect(dueAfter('accepted')).toMatchObject({ answer_by: '2026-04-01', due_on: '2026-04-01' });
  expect(dueAfter('accepted', 'extension-granted')).toMatchObject({ due_on: '2026-04-20' });
  expect(dueAfter('accepted', 'concluded')).toMatchObject({ answer_by: '2026-04-01', due_on: null });
  expect(after(golden('accepted')).editions[0]).toMatchObject({ answer_by: null, due_on: null });
});

it('of a restricted kind no office learns by its region', () => {
  const clue = {
    ...sent,
    data: { ...sent.data, kind: { code: 'case-clue', name: '线索', restricted: true } },
  } as FuyuanEvent;
  expect(referralsProjection.rows('r', fold(clue) as ReferralState).places).toEqual([]);
  expect(after().places).toEqual([{ region: '220284', sent_at: '2026-03-02T01:00:00.000Z' }]);
});

it(`a walk kept as JSON at any place goes on as one that was not (SEED=${seed})`, async () => {
  const walk = new ReferralWalk(seed);
  await walk.to(400);
  const records = new Map<string, FuyuanEvent[]>();
  for (const { key, value, topic, stream } of walk.published) {
    if (!stream.startsWith('referral-') || !topic.startsWith('government.')) continue;
    records.set(key, [...(records.get(key) ?? []), JSON.parse(value) as FuyuanEvent]);
  }
  expect(records.size).toBeGreaterThan(5);
  for (const [id, events] of records) {
    const kept = events.reduce<ReferralState | null>(
      (state, event) => JSON.parse(JSON.stringify(referralsProjection.fold(state, event))) as ReferralState,
      null,
    );
    const whole = fold(...events);
    expect(kept).toEqual(whole);
    expect(referralsProjection.rows(id, kept as ReferralState)).toEqual(
      referralsProjection.rows(id, whole as ReferralState),
    );
  }
});
