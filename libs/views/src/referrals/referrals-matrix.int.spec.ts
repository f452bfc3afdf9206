import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIENCES, type Audience } from '@fuyuan/contracts';
import { Referrals, type Referral } from '@fuyuan/domain';
import {
  beginBuild,
  migrate,
  openPostgres,
  openSqlite,
  Projector,
  received,
  type ReadDatabase,
} from '@fuyuan/read-model';
import {
  describeWithPostgres,
  ReferralWalk,
  startPostgres,
  WALK_UNITS,
  type TestPostgres,
  type WalkUnit,
} from '@fuyuan/testing';
import { referralsProjection } from '@fuyuan/projections';
import { ReadingRoom } from '../reading/reading-room';
import type { KnownUnit } from '../reading/units-known';
import { ReferralDesk } from './referral-desk';
import type { SeenReferralView } from './referral.view';
import { ReferralSummaryQuery } from './referrals.query';

const ROLES = ['officer', 'office', 'auditor'] as const;
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const NOW = new Date('2026-06-01T00:00:00.000Z');

/** What is compared: all that the model says of how a referral stands. */
type Shown = Readonly<Record<string, unknown>>;
const DATES = ['sentAt', 'deliveredAt', 'signedForAt', 'acceptedAt'] as const;
type Dates = Readonly<Record<(typeof DATES)[number], string | null>>;
const datesOf = (of: Dates) => DATES.map((date) => of[date]);

const shownBy = (view: SeenReferralView): Shown => ({
  ...{ state: view.state, reason: view.reason, outcome: view.outcome, summary: view.summary },
  ...{ askedUntil: view.askedUntil, grantedUntil: view.grantedUntil, subject: view.subject },
  supervisor: view.supervisor?.unitId ?? null,
  ...{ asGivenBack: view.asGivenBack, revision: view.revision, acts: view.acts.map(({ revision }) => revision) },
  chain: view.chain.map((turn) => [turn.unit.unitId, turn.handedBy.unitId, ...datesOf(turn)]),
});

const saidBy = ({ referral, until, chain }: Referrals.ReferralSight): Shown => {
  const { matter, status: state } = referral;
  const revision = until ?? matter.acts - 1;
  return {
    state,
    reason: 'reason' in referral ? referral.reason : null,
    outcome: 'outcome' in referral ? referral.outcome : null,
    summary: 'summary' in referral ? referral.summary : null,
    ...{ askedUntil: matter.askedUntil, grantedUntil: matter.grantedUntil, subject: matter.sending.subject },
    supervisor: matter.sending.supervisorId ?? null,
    ...{ asGivenBack: until !== null, revision, acts: Array.from({ length: revision + 1 }, (_, at) => at) },
    chain: chain.map((turn) => [turn.unitId, turn.handedBy, ...datesOf(turn)]),
  };
};

/** What the model shows, as far as this side was told: an office sees what a unit of this side may see whole. */
class Model {
  private readonly heirs: ReadonlyMap<string, string>;

  constructor(private readonly walk: ReferralWalk) {
    this.heirs = new Map([...walk.heirs.keys()].map((unitId) => [unitId, walk.standingFor(unitId)]));
  }

  sees(state: Referral, unit: WalkUnit, role: (typeof ROLES)[number], side: Audience): Shown | undefined {
    if (role === 'auditor') return this.held(state, side);
    const own = this.sight(state, unit, role);
    if (role === 'officer' || this.sight(state, unit, 'officer')) return own && saidBy(own);
    return own && this.held(state, side)?.['asGivenBack'] === false ? saidBy(own) : undefined;
  }

  /** The most that a unit of this side may see. */
  private held(state: Referral, side: Audience): Shown | undefined {
    const sights = unitsOf(side).flatMap((unit) => this.sight(state, unit, 'officer') ?? []);
    const whole = sights.find(({ until }) => until === null);
    if (whole || sights.length === 0 || state.status === 'unknown') return whole && saidBy(whole);
    for (const [unitId] of state.matter.former) {
      const standing = this.walk.standingFor(unitId) as WalkUnit;
      const sight = WALK_UNITS[standing][0] === side ? this.sight(state, standing, 'officer') : undefined;
      if (sight) return saidBy(sight);
    }
    return undefined;
  }

  private sight(state: Referral, unit: WalkUnit, role: string) {
    return Referrals.referralInSight(state, { unit, role, region: WALK_UNITS[unit][1], heirs: this.heirs });
  }
}

const unitsOf = (side: Audience): WalkUnit[] =>
  (Object.keys(WALK_UNITS) as WalkUnit[]).filter((unitId) => WALK_UNITS[unitId][0] === side);

const knownUnits = ({ heirs }: ReferralWalk): KnownUnit[] =>
  Object.entries(WALK_UNITS).map(([unitId, [system, regionCode]]) => ({
    ...{ unitId, name: unitId, system, regionCode },
    heirId: heirs.get(unitId) ?? null,
    heirFrom: heirs.has(unitId) ? '2026-01-01' : null,
  }));

const queryOf = <Query extends object>(Shape: new () => Query, said: Partial<Query> = {}): Query =>
  Object.assign(new Shape(), said);

function tellOn(open: (side: Audience) => Promise<ReadDatabase>, afterFacts: readonly number[]): void {
  it.each(AUDIENCES)(
    `in the read side of each %s, whoever asks is shown what the model shows them (SEED=${seed})`,
    async (side) => {
      const database = await open(side);
      await migrate(database);
      const build = await beginBuild(database, referralsProjection, { status: 'live', now: NOW });
      const projector = new Projector(database, referralsProjection, build, () => NOW);
      const walk = new ReferralWalk(seed);
      const units = { stamp: async () => String(walk.log.length), all: async () => knownUnits(walk) };
      const room = new ReadingRoom({ audience: side, database, now: () => NOW }, units, { reached: async () => true });
      const desk = new ReferralDesk({ audience: side, database, now: () => NOW }, room);

      let taken = 0;
      for (const facts of afterFacts) {
        await walk.to(facts);
        const told = walk.published
          .slice(taken)
          .filter(({ topic }) => topic === `${side}.referrals.v1` || topic === `${side}.restricted.v1`);
        const next = String(walk.published.length);
        const messages = told.map(({ key, value }) => received(key, value));
        await projector.apply({ source: 'log', messages, from: taken === 0 ? undefined : String(taken), next });
        taken = walk.published.length;
        expect(await database.db.selectFrom('parked').selectAll().execute()).toEqual([]);
        for (const unit of unitsOf(side)) for (const role of ROLES) await compare(walk, desk, { unit, role, side });
      }
      await database.close();
    },
    60_000,
  );
}

/** A sight that came back by an heir, with no act since, is told with the next act (ADR 15): until then it is over. */
function sightEndedLast({ published }: ReferralWalk, side: Audience): ReadonlySet<string> {
  const last = new Map<string, string>();
  for (const { topic, key, type } of published) if (topic.startsWith(`${side}.re`)) last.set(key, type);
  return new Set([...last].filter(([, type]) => type.includes('sight-ended')).map(([key]) => key));
}

type Who = Readonly<{ unit: WalkUnit; role: (typeof ROLES)[number]; side: Audience }>;

async function compare(walk: ReferralWalk, desk: ReferralDesk, { unit, role, side }: Who): Promise<void> {
  const model = new Model(walk);
  const expected = new Map<string, Shown>();
  const ended = sightEndedLast(walk, side);
  for (const [id, state] of walk.referrals) {
    const sees = ended.has(id) ? undefined : model.sees(state, unit, role, side);
    if (sees) expected.set(id, sees);
  }
  const actor = { unit, roles: [role] };
  const who = `${unit} ${role}`;
  const listed: string[] = [];
  for await (const page of desk.pages(actor, queryOf(ReferralSummaryQuery), 7)) {
    listed.push(...page.map(({ referralId }) => referralId));
  }
  expect([who, listed.toSorted()]).toEqual([who, [...expected.keys()].toSorted()]);
  const summary = await desk.summary(actor, queryOf(ReferralSummaryQuery));
  expect([who, summary.total]).toEqual([who, expected.size]);
  const found = [...expected.values()].filter(({ subject }) => String(subject).includes('由1'));
  const searched = await desk.summary(actor, queryOf(ReferralSummaryQuery, { q: '由1' }));
  expect([who, searched.total]).toEqual([who, found.length]);
  for (const id of walk.referrals.keys()) {
    const shown = await desk.show(actor, id, { wait: 0 }).then(shownBy, (error: { code?: string }) => error.code);
    expect([who, id, shown]).toEqual([who, id, expected.get(id) ?? 'not-in-sight']);
  }
}

describe('referrals on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyuan-views-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  tellOn(async (side) => openSqlite(join(folder, `${side}.sqlite`)), [200, 650]);
});

describeWithPostgres('referrals on PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
    for (const side of AUDIENCES) {
      await server.say(`create role ${side} login password '${side}'; create schema ${side} authorization ${side}`);
    }
  });
  afterAll(() => server.stop());
  // The same questions in the other dialect: fewer facts will do.
  tellOn(async (side) => openPostgres({ connectionString: server.urlOf(side), schema: side }), [250]);
});
