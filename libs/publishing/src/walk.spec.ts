import { Referrals, RuleBroken, type Referral, type ReferralEvent, type Units } from '@fuyuan/domain';
import { ReferralFacts } from '@fuyuan/testing';
import { initialRouting, inOrder, publish, publishAfter, type Published, type Recorded } from '.';

const { AT, BASIS, OWN_BASIS, clue, enforcement } = ReferralFacts;
const FACTS = 1500;
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

/** Mulberry32: the same seed walks the same way. */
let mixed = seed;
function random(): number {
  mixed = (mixed + 0x6d2b79f5) | 0;
  let next = Math.imul(mixed ^ (mixed >>> 15), 1 | mixed);
  next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next;
  return ((next ^ (next >>> 14)) >>> 0) / 2 ** 32;
}
const one = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
const once = (inSoMany: number) => random() * inSoMany < 1;

const SYSTEMS = { court: 'court', 'high-court': 'court', procuratorate: 'procuratorate', bureau: 'government', police: 'government', town: 'government', convener: 'government', outsider: 'court' } as const; // prettier-ignore
type UnitId = keyof typeof SYSTEMS;
const UNITS = Object.keys(SYSTEMS) as UnitId[];
/** Never named by anyone. */
const NAMED = UNITS.filter((unitId) => unitId !== 'outsider');
const standing = (unitId: string): Units.UnitStanding => ({
  unitId,
  standing: 'active',
  regionCode: '220284',
  kind: 'bureau',
});
const data = { legalBasis: BASIS, occurredAt: AT };

const log: Recorded[] = [];
const referrals = new Map<string, Referral>();
const heirs = new Map<string, string>();
const feeds = new Map<string, { topic: string; nth: number; open: boolean }>();
const topics = new Map<string, Published[]>();
let routing = initialRouting;

const of = (stream: string) => log.filter((recorded) => recorded.stream === stream);

async function happens(stream: string, event: { type: string; data: object }): Promise<void> {
  const position = `${log.length}/${log.length}`;
  const cause = { correlationId: 'c', causationId: 'c', actorUnit: 'convener', occurredAt: AT, recordedAt: AT };
  const recorded = { id: position, stream, revision: of(stream).length, position, ...event, ...cause };
  const step = publish(routing, recorded);
  for await (const message of inOrder(step, ({ stream: of_, from, before }) => of(of_).slice(from, before))) {
    topics.set(message.topic, [...(topics.get(message.topic) ?? []), message]);
  }
  log.push(recorded);
  routing = step.routing;
}

/** Who stands for whom, followed to the end. */
const heirOf = (unitId: string): string => (heirs.has(unitId) ? heirOf(heirs.get(unitId) ?? '') : unitId);

const lineOf = (unitId: string): string[] => [unitId, ...(heirs.has(unitId) ? lineOf(heirs.get(unitId) ?? '') : [])];

/** How many acts of a referral a unit may see, as the model says it. */
function seenBy(unit: string, state: Referral): number {
  if (state.status === 'unknown') return 0;
  const all = new Map([...heirs.keys()].map((unitId) => [unitId, heirOf(unitId)]));
  const sight = Referrals.referralInSight(state, { unit, role: 'officer', region: null, heirs: all });
  return sight ? (sight.until === null ? state.matter.acts : sight.until + 1) : 0;
}

/** What each topic must hold of a referral: what one of its readers may see, and what one might see before. */
const due = new Map<string, number>();
const keyOf = (topic: string, id: string) => `${topic} ${id}`;

function owe(id: string, state: Referral, units: readonly UnitId[] = UNITS): void {
  const isClue = state.status !== 'unknown' && state.matter.sending.kind.restricted;
  for (const unit of units) {
    const feed = feeds.get(unit);
    const general = `${SYSTEMS[unit]}.${isClue ? 'restricted' : 'referrals'}.v1`;
    for (const topic of feed?.open ? [general, feed.topic] : [general]) {
      const key = keyOf(topic, id);
      due.set(key, Math.max(due.get(key) ?? 0, seenBy(unit, state)));
    }
  }
}

const ACTS: ((state: Referral, act: Referrals.ActOnReferral, now: Date) => ReferralEvent[])[] = [
  Referrals.signForReferral,
  Referrals.acceptReferral,
  (state, act, now) => Referrals.returnReferral(state, { ...act, reason: '非本辖区' }, now),
  (state, act, now) =>
    Referrals.forwardReferral(state, { ...act, reason: '属地', receiver: standing(one(NAMED)) }, now),
  (state, act, now) => Referrals.reportProgress(state, { ...act, progress: String(log.length) }, now),
  (state, act, now) => Referrals.superviseReferral(state, { ...act, opinion: String(log.length) }, now),
  (state, act, now) => Referrals.concludeReferral(state, { ...act, outcome: 'settled', summary: '办结' }, now),
  Referrals.confirmReferral,
  (state, act, now) => Referrals.closeReferral(state, { ...act, remark: null }, now),
  (state, act, now) => Referrals.reopenReferral(state, { ...act, reason: '新情况', decision: '纪要' }, now),
  (state, act, now) => correctLast(state, act, now),
];

function correctLast(state: Referral, act: Referrals.ActOnReferral, now: Date): ReferralEvent[] {
  const last = of(`referral-${act.referralId}`)
    .filter(({ type }) => type !== 'ReferralActCorrected')
    .at(-1);
  if (!last) return [];
  const { unitId } = last.data as { unitId: string };
  const { revision, type } = last as { revision: number; type: ReferralEvent['type'] };
  const said = { ...act, unit: standing(unitId), reason: '误录', revision, act: { revision, type, unitId } };
  return Referrals.correctReferralAct(state, said, now);
}

async function sendsSome(id: string): Promise<void> {
  const [unitId, receiverId, approverId] = [one(NAMED), one(NAMED), one(NAMED)];
  if (receiverId === unitId || receiverId === approverId) return;
  const supervisorId = one(NAMED);
  const supervision = [unitId, receiverId, approverId].includes(supervisorId) || once(2) ? {} : { supervisorId };
  const sending = { referralId: id, unitId, receiverId, approverId, ...supervision, kind: one([clue, enforcement]), ...data, senderRegion: '220284', receiverRegion: '220284', subject: '甲', request: '乙', caseNumber: null, consent: null }; // prettier-ignore
  await records(id, [{ type: 'ReferralSent', data: { ...sending, kind: { ...sending.kind, receiverKinds: null } } }]);
}

async function records(id: string, events: readonly ReferralEvent[]): Promise<void> {
  for (const event of events) {
    const state = Referrals.evolve(referrals.get(id) ?? Referrals.initial, event);
    referrals.set(id, state);
    await happens(`referral-${id}`, event);
    owe(id, state);
  }
}

async function actsSome(id: string, state: Referral): Promise<void> {
  if (state.status === 'unknown') return sendsSome(id);
  const { sending, chain } = state.matter;
  const holder = chain.at(-1)?.unitId ?? '';
  const who = one([sending.unitId, holder, holder, sending.supervisorId ?? holder]);
  const act = { referralId: id, unit: standing(who), role: 'officer', legalBasis: OWN_BASIS };
  try {
    await records(id, one(ACTS)(state, act, new Date(AT)));
  } catch (refusal) {
    if (!(refusal instanceof RuleBroken)) throw refusal;
  }
}

async function subscribesOrEnds(unitId: UnitId): Promise<void> {
  const feed = feeds.get(unitId) ?? { topic: '', nth: 0, open: false };
  const stream = `subscription-${unitId}`;
  if (feed.open) {
    feeds.set(unitId, { ...feed, open: false });
    return happens(stream, { type: 'SubscriptionEnded', data: { unitId, ...data } });
  }
  const from = one(['now', 'beginning'] as const);
  feeds.set(unitId, { topic: `unit.${unitId}.v${feed.nth + 1}`, nth: feed.nth + 1, open: true });
  await happens(stream, { type: 'SubscriptionStarted', data: { unitId, from, ...data } });
  if (from === 'beginning') referrals.forEach((state, id) => owe(id, state, [unitId]));
}

async function mergesSome(): Promise<void> {
  const [unitId, heirId] = [one(NAMED), one(NAMED)];
  if (heirOf(heirId) === unitId || unitId === heirId || heirs.has(unitId) || heirs.size >= 2) return;
  heirs.set(unitId, heirId);
  const merged = { unitId, heirId, effectiveOn: '2026-01-01', reason: '机构改革', ...data };
  await happens(`unit-${unitId}`, { type: 'UnitMerged', data: merged });
  referrals.forEach((state, id) => {
    if (Referrals.partiesOf(state).some((party) => lineOf(party).includes(unitId))) owe(id, state);
  });
}

/** Compares every topic with what it must hold: true acts from 0 without a gap, none more, none less. */
function compare(): void {
  const held = new Map<string, number>();
  for (const [topic, messages] of topics) {
    for (const { stream, revision, type } of messages.filter((message) => message.stream.startsWith('referral-'))) {
      const key = keyOf(topic, stream.slice('referral-'.length));
      const next = held.get(key) ?? 0;
      if (type.includes('sight-ended') ? revision !== next - 1 : revision !== next)
        throw new Error(`${key}: ${revision}, not ${next}`);
      if (!type.includes('sight-ended')) held.set(key, next + 1);
    }
  }
  const owed = [...due].filter(([, acts]) => acts > 0);
  expect(Object.fromEntries([...held].sort())).toEqual(Object.fromEntries(owed.sort()));
}

it(`a walk of ${FACTS} facts: every topic holds what its readers may see, and nothing else (SEED=${seed})`, async () => {
  for (const unitId of UNITS) await happens(`unit-${unitId}`, { type: 'UnitRegistered', data: { unitId, name: unitId, system: SYSTEMS[unitId], ...data } }); // prettier-ignore
  for (let asked = 0; log.length < FACTS; asked++) {
    const id = `r${Math.floor(random() * Math.min(1 + asked / 40, 120))}`;
    if (once(60)) await subscribesOrEnds(one(UNITS));
    else if (asked > 1000 && once(200)) await mergesSome();
    else await actsSome(id, referrals.get(id) ?? Referrals.initial);
    if (asked % 500 === 0) compare();
  }
  compare();
  const ended = [...topics.values()].flat().filter(({ type }) => type.includes('sight-ended'));
  expect(ended.length).toBeGreaterThan(5);
  expect(new Set([...topics.keys()].filter((topic) => /^unit\.outsider/.test(topic))).size).toBeGreaterThan(0);
}, 60_000);

const indexOf = (position: string): number => Number(position.slice(0, position.indexOf('/')));
type Told = { id: string; because: number }[];

/** What each topic is told of each record, farewells aside, with the fact in the log that brought it about. */
async function toldBy(next: typeof publish): Promise<Map<string, Told>> {
  const told = new Map<string, Told>();
  const streams = new Map(log.map(({ stream }) => [stream, of(stream)]));
  let after = initialRouting;
  for (const [because, recorded] of log.entries()) {
    const step = next(after, recorded);
    for await (const said of inOrder(step, (owed) => streams.get(owed.stream)?.slice(owed.from, owed.before) ?? [])) {
      if (said.type.includes('sight-ended')) continue;
      const key = `${said.topic} ${said.stream}`;
      told.set(key, told.get(key) ?? []);
      told.get(key)?.push({ id: said.eventId, because });
    }
    after = step.routing;
  }
  return told;
}

/** Whether a later generation holds what the first does: all were told of it after the beginning, and read sides of units. */
const isOwed = (key: string, told: Told, beginning: number): boolean =>
  /^[a-z]+\.units/.test(key) || told.some(({ because }) => because > beginning);

it.each([0, 0.5, 1])(
  'a generation that begins after %d of the walk tells whole what it tells',
  async (part) => {
    const beginning = Math.floor((log.length - 1) * part);
    const whole = await toldBy(publish);
    const next = publishAfter(log[beginning]?.position ?? '', (one, other) => indexOf(one) > indexOf(other));
    const later = await toldBy(next);
    for (const [key, told] of later) {
      const first = whole.get(key)?.slice(0, told.length) ?? [];
      expect([key, told.map(({ id }) => id)]).toEqual([key, first.map(({ id }) => id)]);
      expect(told[0]?.because).toBeGreaterThanOrEqual(beginning);
    }
    for (const [key, told] of whole) {
      if (isOwed(key, told, beginning)) expect([key, later.get(key)?.length]).toEqual([key, told.length]);
    }
  },
  60_000,
);
