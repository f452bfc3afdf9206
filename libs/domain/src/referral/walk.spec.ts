import { ReferralFacts } from '@fuyuan/testing';
import * as Referrals from '.';
import type { KnownReferral, Referral, ReferralEvent } from '.';
import * as ReferralKinds from '../referral-kinds';
import { RuleBroken } from '../rule-broken';

const { unit, BASIS, OWN_BASIS } = ReferralFacts;

const COMMANDS = 100_000;
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

// Taken once: jest makes every look at a global dear.
const { imul, floor, min } = Math;
const Moment = Date;

/** Mulberry32: the same seed walks the same way. */
function chanceFrom(start: number) {
  let state = start;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    of: <T>(choices: readonly T[]): T => choices[floor(next() * choices.length)] as T,
    once: (inSoMany: number) => next() * inSoMany < 1,
  };
}

const chance = chanceFrom(seed);
const UNITS = ['court', 'bureau', 'town', 'police', 'convener', 'office', 'bank'];
const PROCURATORATE = 'procuratorate';
const OUTSIDER = 'outsider';
let clock = Date.parse('2026-01-05T01:00:00.000Z');

/** Most acts are asked by a unit that has something to do with the referral: else the walk would not get far. */
function someone(state: Referral) {
  const likely =
    state.status === 'unknown'
      ? UNITS
      : [...line(state).slice(-1), sender(state), approver(state), ...supervisors(state)];
  const id = chance.once(6) ? chance.of(UNITS) : chance.of(likely);
  return unit(id, chance.once(50) ? chance.of(['unknown', 'retired', 'not-yet-effective'] as const) : 'active');
}

/** A recall ends a referral and a correction takes it back: both are asked less often than all that moves it on. */
function someAct(): Referrals.ReferralAct {
  const act = chance.of(ACTS);
  if (act === 'urge' || act === 'close' || act === 'supervise')
    return chance.of(['grant-extension', 'request-extension', act]);
  return (act === 'recall' || act === 'correct') && !chance.once(6) ? 'sign-for' : act;
}

const day = () => new Moment(clock + chance.of([-1, 0, 1, 30, 60]) * 86_400_000).toISOString().slice(0, 10);
const words = () => chance.of(['甲', '乙', '丙']);

function sendSome(): (state: Referral, now: Date) => ReferralEvent[] {
  const sending: Referrals.ReferralSending = {
    referralId: 'r1',
    sender: unit(chance.of(UNITS)),
    receiver: unit(chance.of(UNITS)),
    approver: chance.once(2) ? null : unit(chance.of(UNITS)),
    supervisor: chance.once(2) ? null : unit(chance.once(8) ? chance.of(UNITS) : PROCURATORATE),
    kindCode: chance.of(['other', 'case-clue', 'assigned-mediation', 'unheard-of']),
    kinds: ReferralKinds.initial,
    subject: words(),
    request: words(),
    caseNumber: null,
    answerBy: chance.once(2) ? null : day(),
    consent: chance.once(2) ? null : { parties: chance.of([1, 2, 3]), consentedOn: day(), paper: words() },
    legalBasis: chance.once(20) ? [] : BASIS,
  };
  return (state, now) => Referrals.sendReferral(state, sending, now);
}

const ACTS = Object.keys(Referrals.REFERRAL_ACTS) as Referrals.ReferralAct[];
const RELATIVE = [-86_400_000, -1000, 0, 60_000, 3_600_000];
const BASES = [[], OWN_BASIS, OWN_BASIS, OWN_BASIS, OWN_BASIS, [{ norm: ' ', article: null }]];
const REVISIONS = Array.from({ length: 10 }, (_, revision) => revision);

type Commanded = { act: Referrals.ReferralAct; act_: Referrals.ActOnReferral };

function actSome(state: Referral): { asked: Commanded; decide: (state: Referral, now: Date) => ReferralEvent[] } {
  const common: Referrals.ActOnReferral = {
    referralId: 'r1',
    unit: someone(state),
    role: chance.of(['officer', 'office']),
    legalBasis: chance.of(BASES),
    ...(chance.once(8) ? { occurredAt: new Moment(clock + chance.of(RELATIVE)).toISOString() } : {}),
  };
  const act = someAct();
  const revision = chance.of(REVISIONS);
  const said = {
    ...common,
    reason: words(),
    progress: words(),
    words: words(),
    opinion: words(),
    summary: words(),
    remark: words(),
    decision: words(),
    mode: chance.of(Referrals.DELIVERY_MODES),
    outcome: chance.of(Referrals.OUTCOMES),
    ...(act === 'grant-extension' && !chance.once(4) ? {} : { until: day() }),
    receiver: unit(chance.of([...UNITS, PROCURATORATE]), chance.once(20) ? 'retired' : 'active'),
    revision,
    act: recordedAt(state, revision),
  };
  return { asked: { act, act_: common }, decide: (current, now) => DECISIONS[act](current, said as never, now) };
}

const DECISIONS: Record<Referrals.ReferralAct, (state: Referral, act: never, now: Date) => ReferralEvent[]> = {
  recall: Referrals.recallReferral,
  deliver: Referrals.deliverReferral,
  'sign-for': Referrals.signForReferral,
  accept: Referrals.acceptReferral,
  return: Referrals.returnReferral,
  forward: Referrals.forwardReferral,
  'report-progress': Referrals.reportProgress,
  'request-extension': Referrals.requestExtension,
  'grant-extension': Referrals.grantExtension,
  'refuse-extension': Referrals.refuseExtension,
  suspend: Referrals.suspendReferral,
  resume: Referrals.resumeReferral,
  urge: Referrals.urgeReferral,
  supervise: Referrals.superviseReferral,
  conclude: Referrals.concludeReferral,
  confirm: Referrals.confirmReferral,
  'send-back': Referrals.sendBackReferral,
  close: Referrals.closeReferral,
  reopen: Referrals.reopenReferral,
  correct: Referrals.correctReferralAct,
};

let history: ReferralEvent[] = [];
const recordedAt = (_: Referral, revision: number): Referrals.RecordedAct | null => {
  const event = history[revision];
  return event ? { revision, type: event.type, unitId: event.data.unitId } : null;
};

/** Said here a second time and in other words than in the model: whose act each is. */
const COMPETENT: Record<ReferralEvent['type'], (state: KnownReferral) => readonly string[]> = {
  ReferralSent: () => UNITS,
  ReferralRecalled: (state) => [sender(state)],
  ReferralDelivered: (state) => [line(state).at(-2) ?? ''],
  ReferralSignedFor: (state) => [line(state).at(-1) ?? ''],
  ReferralAccepted: (state) => [line(state).at(-1) ?? ''],
  ReferralReturned: (state) => [line(state).at(-1) ?? ''],
  ReferralForwarded: (state) => [line(state).at(-1) ?? ''],
  ReferralProgressReported: (state) => [line(state).at(-1) ?? ''],
  ReferralExtensionRequested: (state) => [line(state).at(-1) ?? ''],
  ReferralExtensionGranted: (state) => [approver(state)],
  ReferralExtensionRefused: (state) => [approver(state)],
  ReferralSuspended: (state) => [line(state).at(-1) ?? ''],
  ReferralResumed: (state) => [line(state).at(-1) ?? ''],
  ReferralUrged: (state) => (state.matter.sending.kind.restricted ? [sender(state)] : [...UNITS, PROCURATORATE]),
  ReferralSupervised: supervisors,
  ReferralConcluded: (state) => [line(state).at(-1) ?? ''],
  ReferralConfirmed: (state) => [sender(state)],
  ReferralSentBack: (state) => [sender(state)],
  ReferralClosed: (state) => [sender(state)],
  ReferralReopened: (state) => [sender(state)],
  ReferralActCorrected: () => [...UNITS, PROCURATORATE],
};
function supervisors({ matter: { sending } }: KnownReferral): readonly string[] {
  return sending.supervisorId === undefined ? [] : [sending.supervisorId];
}
const approver = ({ matter }: KnownReferral) => matter.sending.approverId;
const sender = ({ matter }: KnownReferral) => matter.sending.unitId;
const line = ({ matter }: KnownReferral) => [matter.sending.unitId, ...matter.chain.map(({ unitId }) => unitId)];

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

type Happened = Readonly<{ before: KnownReferral; event: ReferralEvent }>;

/** What must hold of every act on a referral that was sent. */
const LAWS: readonly (readonly [law: string, holds: (happened: Happened) => boolean])[] = [
  [
    'An organ records only its own acts',
    ({ before, event }) => COMPETENT[event.type](before).includes(event.data.unitId),
  ],
  ['No act lies before the one it rests on', ({ before, event }) => event.data.occurredAt >= before.matter.since],
  [
    'What was recalled is over',
    ({ before, event }) =>
      before.status !== 'recalled' || ['ReferralActCorrected', 'ReferralSupervised'].includes(event.type),
  ],
  [
    'A unit corrects its own acts',
    ({ event: { type, data } }) =>
      type !== 'ReferralActCorrected' || ('corrects' in data && history[data.corrects]?.data.unitId === data.unitId),
  ],
];

function keepsTheLaws(before: Referral, [event, ...more]: ReferralEvent[], now: Date): void {
  if (!event || more.length > 0) throw new Error('One act is one fact.');
  const { legalBasis, occurredAt } = event.data;
  const broken = (law: string) => new Error(`${law}: ${JSON.stringify(event)} on ${JSON.stringify(before)}`);

  if (!legalBasis.some(({ norm }) => norm.trim() !== '')) throw broken('Every act names its legal basis');
  if (Moment.parse(occurredAt) > now.getTime() + 120_000) throw broken('No act is yet to happen');
  if (before.status === 'unknown') return;
  for (const [law, holds] of LAWS) if (!holds({ before, event })) throw broken(law);
}

function isSound(state: KnownReferral): void {
  const parties = line(state);
  if (new Set(parties).size !== parties.length) throw new Error(`It went in a circle: ${parties.join()}`);
  if (parties.slice(1).includes(state.matter.sending.approverId)) throw new Error('It decides on its own time.');
  const takePart = [...parties, approver(state)];
  if (supervisors(state).some((who) => takePart.includes(who))) throw new Error('It supervises itself.');
  if (state.matter.acts !== history.length) throw new Error('Acts were lost.');

  const sees = (who: string, role = 'officer') =>
    Referrals.referralInSight(state, { unit: who, role, region: '220284' }) !== undefined;
  if (![...parties, ...supervisors(state)].every((party) => sees(party)) || !sees(OUTSIDER, 'auditor'))
    throw new Error('A named unit is blind.');
  if (sees(OUTSIDER)) throw new Error('An outsider sees it.');
  if (sees(OUTSIDER, 'office') === state.matter.sending.kind.restricted) throw new Error('The office sees a clue.');
}

describe(`a walk of ${COMMANDS} random commands (SEED=${seed})`, () => {
  const seen = { events: new Map<string, number>(), statuses: new Set<string>(), rules: new Set<string>() };

  /** One referral until it ran long enough. */
  function follow(left: number): number {
    history = [];
    let state: Referral = Referrals.initial;
    let asked = 0;
    while (asked < min(left, 300)) {
      asked++;
      clock += chance.of([0, 1000, 3_600_000]);
      state = afterOne(state, new Moment(clock));
      if (state.status === 'recalled' && chance.once(10)) break;
    }
    expect(history.reduce<Referral>(Referrals.evolve, Referrals.initial)).toEqual(state);
    return asked;
  }

  /** One random command; every state on the way is looked at. */
  function afterOne(state: Referral, now: Date): Referral {
    const command = state.status === 'unknown' || chance.once(40) ? { decide: sendSome() } : actSome(state);
    const events = outcome(() => command.decide(state, now));
    if (events.length === 0) return state;

    keepsTheLaws(state, events, now);
    if ('asked' in command && chance.once(10)) isOffered(state, command.asked, now);
    history.push(...events);
    const after = frozen(events.reduce<Referral>(Referrals.evolve, state));
    isSound(after as KnownReferral);
    seen.statuses.add(after.status);
    events.forEach(({ type }) => seen.events.set(type, (seen.events.get(type) ?? 0) + 1));
    if (command.decide(after, now).length > 0) throw new Error(`Said twice, recorded twice: ${events[0]?.type}`);
    return after;
  }

  /** What was done was on offer: both ask the same decisions. */
  function isOffered(state: Referral, { act, act_ }: Commanded, now: Date): void {
    if (act === 'correct') return;
    const offer = Referrals.actsOn(state, act_, now).find((one) => one.act === act);
    if (offer?.may !== true) throw new Error(`${act} was done and not on offer: ${JSON.stringify(offer)}`);
  }

  function outcome(decide: () => ReferralEvent[]): ReferralEvent[] {
    try {
      return decide();
    } catch (refusal) {
      if (!(refusal instanceof RuleBroken)) throw refusal;
      seen.rules.add(refusal.rule);
      return [];
    }
  }

  const { stackTraceLimit } = Error;
  // A refusal is thrown and forgotten some 80,000 times: where it was thrown is of no use here.
  beforeAll(() => (Error.stackTraceLimit = 0));
  afterAll(() => (Error.stackTraceLimit = stackTraceLimit));

  it('finds no state that breaks the laws of the model', () => {
    for (let left = COMMANDS; left > 0;) left -= follow(left);
    // A refusal that is rare may not have come yet: it gets as many chances again.
    const wanting = () => RULES.some((rule) => !seen.rules.has(rule));
    for (let left = COMMANDS; left > 0 && wanting();) left -= follow(left);
  }, 120_000);

  it('comes through every status and every act, and is refused under every rule of a referral', () => {
    expect([...seen.statuses].sort()).toEqual([...Referrals.REFERRAL_STATUSES].sort());
    expect([...seen.events.keys()].sort()).toEqual(Object.keys(COMPETENT).sort());
    expect(Math.min(...seen.events.values())).toBeGreaterThan(10);
    expect([...seen.rules].sort()).toEqual(expect.arrayContaining(RULES));
  });
});

const RULES = [
  'already-accepted',
  'already-sent',
  'act-built-upon',
  'act-not-correctable',
  'act-unknown',
  'approver-is-receiver',
  'consent-after-sending',
  'consent-of-too-few',
  'extension-asked-already',
  'extension-not-ahead',
  'extension-not-longer',
  'forwarded-back',
  'granted-beyond-asked',
  'kind-not-for-receiver',
  'kind-not-for-sender',
  'kind-not-listed',
  'needs-consent',
  'no-extension-asked',
  'not-approver',
  'not-handed-by-you',
  'not-holder',
  'not-sender',
  'not-supervisor',
  'not-to-urge',
  'not-your-act',
  'sent-to-itself',
  'supervisor-is-party',
  'supervisor-not-procuratorate',
  ...Referrals.REFERRAL_STATUSES.map((status) => `is-${status}`),
].map((rule) => `referral.${rule}`);
