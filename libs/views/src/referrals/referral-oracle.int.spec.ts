import { beginBuild, migrate, openSqlite, Projector, received, type ReadDatabase } from '@fuyuan/read-model';
import { describeWithSchemaOf, ReferralWalk, WALK_UNITS } from '@fuyuan/testing';
import { referralsProjection, STATES } from '@fuyuan/projections';
import { ReadingRoom } from '../reading/reading-room';
import { ReferralDesk } from './referral-desk';
import type { SeenReferralView } from './referral.view';
import { DIRECTIONS, filterIn, ReferralsQuery, ReferralSummaryQuery, SORTS } from './referrals.query';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const NOW = new Date('2026-06-01T00:00:00.000Z');
const UNITS = Object.keys(WALK_UNITS);
const HERE = UNITS.filter((unitId) => WALK_UNITS[unitId as keyof typeof WALK_UNITS][0] === 'government');
const SORTED_BY = { sent: 'sentAt', 'last-act': 'lastActAt', standing: 'standingSince' } as const;

type Who = Readonly<{ unit: string; roles: readonly ('officer' | 'office' | 'auditor')[] }>;

/** Everything that happened, told to one read side, with a die that falls the same for the same seed. */
class Trial {
  readonly walk = new ReferralWalk(seed);
  readonly desk: ReferralDesk;
  private taken = 0;
  private mixed = seed;

  constructor(
    database: ReadDatabase,
    private readonly projector: Projector,
  ) {
    const { search } = database.dialect;
    // However often words are taken to stand, what is found is the same.
    const either = { ...search, isOften: async () => this.below(2) === 0 };
    const asked = { ...database, dialect: { ...database.dialect, search: either } };
    const side = { audience: 'government', database: asked, now: () => NOW } as const;
    const units = { stamp: async () => String(this.walk.log.length), all: async () => this.known() };
    this.desk = new ReferralDesk(side, new ReadingRoom(side, units, { reached: async () => true }));
  }

  async to(facts: number): Promise<void> {
    await this.walk.to(facts);
    const told = this.walk.published
      .slice(this.taken)
      .filter(({ topic }) => topic === 'government.referrals.v1' || topic === 'government.restricted.v1');
    const [from, next] = [this.taken === 0 ? undefined : String(this.taken), String(this.walk.published.length)];
    await this.projector.apply({
      source: 'log',
      messages: told.map(({ key, value }) => received(key, value)),
      from,
      next,
    });
    this.taken = this.walk.published.length;
  }

  /** Those for whom a unit stands. */
  stoodForBy = (unitId: string): string[] => UNITS.filter((one) => this.walk.standingFor(one) === unitId);

  below(end: number): number {
    this.mixed = (Math.imul(this.mixed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((this.mixed / 2 ** 32) * end);
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }

  private known() {
    const { heirs } = this.walk;
    return Object.entries(WALK_UNITS).map(([unitId, [system, regionCode]]) => ({
      ...{ unitId, name: unitId, system, regionCode, heirId: heirs.get(unitId) ?? null },
      heirFrom: heirs.has(unitId) ? '2026-01-01' : null,
    }));
  }
}

/** All texts of a referral, as far as it is seen. */
function textsOf(view: SeenReferralView): readonly string[] {
  const said = view.acts.flatMap(({ data }) =>
    ['reason', 'progress', 'words', 'opinion', 'summary', 'remark', 'decision'].map(
      (name) => (data as Readonly<Record<string, unknown>>)[name],
    ),
  );
  return [view.subject, view.request, view.caseNumber, ...said].filter((text) => typeof text === 'string');
}

/** Whether a referral passes, said again in the plainest way, of what its own page shows. */
const passes = (view: SeenReferralView, query: ReferralsQuery, { unit }: Who, trial: Trial): boolean => {
  const checks = { ...checksOf(view), ...namesOf(view, trial.stoodForBy(unit), trial.stoodForBy) };
  return Object.entries(filterIn(query)).every(([name, value]) => checks[name as keyof typeof checks](value as never));
};

const checksOf = (view: SeenReferralView) => {
  const day = new Date(Date.parse(view.sentAt) + 8 * 3_600_000).toISOString().slice(0, 10);
  return {
    kind: (kinds: readonly string[]) => kinds.includes(view.kind),
    state: (states: readonly string[]) => states.includes(view.state),
    sentFrom: (from: string) => day >= from,
    sentTo: (to: string) => day <= to,
    waitingFor: (named: string) => view.waitingFor.some(({ unitId }) => unitId === named),
    overdue: (is: boolean) => view.overdue === is,
    restricted: (is: boolean) => view.restricted === is,
    q: (words: string) => textsOf(view).some((text) => text.includes(words)),
  };
};

function namesOf(view: SeenReferralView, own: readonly string[], stoodForBy: (unitId: string) => string[]) {
  const holders = view.asGivenBack ? [view.holder.unitId] : view.chain.map((turn) => turn.unit.unitId);
  const gaveBack = view.acts.filter(({ type }) => type.endsWith('.returned.v1')).map((act) => act.unit.unitId);
  const supervisors = view.supervisor ? [view.supervisor.unitId] : [];
  const inRole = {
    sent: [view.sender.unitId],
    received: [...holders, ...gaveBack],
    approving: [view.approver.unitId],
    supervised: supervisors,
  };
  const named = [view.sender.unitId, view.approver.unitId, ...supervisors, ...holders];
  return {
    direction: (role: keyof typeof inRole) => inRole[role].some((one) => own.includes(one)),
    unit: (unitId: string) => named.some((one) => stoodForBy(unitId).includes(one)),
  };
}

/** One to three conditions, of values most of which occur. */
function questionOf(trial: Trial, views: readonly SeenReferralView[], isOfficer: boolean): ReferralsQuery {
  const some = trial.one(views);
  const text = trial.one(textsOf(some)).replace(/\s.*/u, '');
  const at = trial.below(Math.max(1, text.length - 1));
  const standing = UNITS.filter((unitId) => trial.walk.standingFor(unitId) === unitId);
  const conditions: readonly (() => Partial<ReferralsQuery>)[] = [
    // Of what this side does not follow any more, no page of an auditor tells in which role one's own unit was.
    () => (isOfficer ? { direction: trial.one(DIRECTIONS) } : { restricted: trial.below(2) === 0 }),
    () => ({ unit: trial.one(standing) }),
    () => ({ kind: [some.kind, 'none'] }),
    () => ({ state: [some.state, trial.one(STATES)] }),
    () => ({ sentFrom: some.sentAt.slice(0, 10) }),
    () => ({ sentTo: some.sentAt.slice(0, 10) }),
    () => ({ waitingFor: trial.one(standing) }),
    () => ({ overdue: trial.below(2) === 0 }),
    () => ({ restricted: trial.below(2) === 0 }),
    () => (text === '' ? {} : { q: text.slice(at, at + 1 + trial.below(3)) }),
  ];
  const said = Array.from({ length: 1 + trial.below(3) }, () => trial.one(conditions)());
  const sorting = { sort: trial.one(SORTS), order: trial.one(['asc', 'desc'] as const), limit: 1 + trial.below(9) };
  return Object.assign(new ReferralsQuery(), ...said, sorting) as ReferralsQuery;
}

async function listed(trial: Trial, who: Who, query: ReferralsQuery, between = async () => undefined as void) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const asked = Object.assign(new ReferralsQuery(), query, cursor === undefined ? {} : { cursor });
    const page = await trial.desk.list(who, asked);
    ids.push(...page.items.map(({ referralId }) => referralId));
    cursor = page.next ?? undefined;
    await between();
  } while (cursor !== undefined);
  return ids;
}

const expectedOf = (views: readonly SeenReferralView[], query: ReferralsQuery, who: Who, trial: Trial): string[] => {
  const keyOf = (view: SeenReferralView) => `${view[SORTED_BY[query.sort]]} ${view.referralId}`;
  const found = views
    .filter((view) => passes(view, query, who, trial))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return (query.order === 'asc' ? found : found.toReversed()).map(({ referralId }) => referralId);
};

const everything = Object.assign(new ReferralsQuery(), { limit: 50 });

function tellOn(open: () => Promise<ReadDatabase>, questions: number): void {
  let database: ReadDatabase;
  let trial: Trial;
  beforeAll(async () => {
    database = await open();
    await migrate(database);
    const build = await beginBuild(database, referralsProjection, { status: 'live', now: NOW });
    trial = new Trial(database, new Projector(database, referralsProjection, build, () => NOW));
    await trial.to(700);
  }, 60_000);
  afterAll(() => database.close());

  it.each(['officer', 'office', 'auditor'] as const)(
    `whatever an %s asks is answered as by looking at each referral (SEED=${seed})`,
    async (role) => {
      for (const unit of HERE.filter((unitId) => trial.walk.standingFor(unitId) === unitId)) {
        const who: Who = { unit, roles: [role] };
        const ids = await listed(trial, who, everything);
        const views = await Promise.all(ids.map((id) => trial.desk.show(who, id, { wait: 0 })));
        for (let nth = 0; nth < questions && views.length > 0; nth += 1) {
          const query = questionOf(trial, views, role === 'officer');
          const expected = expectedOf(views, query, who, trial);
          expect([who, query, await listed(trial, who, query)]).toEqual([who, query, expected]);
          const counted = await trial.desk.summary(who, Object.assign(new ReferralSummaryQuery(), filterIn(query)));
          expect([who, query, counted.total]).toEqual([who, query, expected.length]);
        }
      }
    },
    120_000,
  );

  it('page after page gives each referral once, while acts go on', async () => {
    const who: Who = { unit: HERE[0] ?? '', roles: ['auditor'] };
    const before = await listed(trial, who, everything);
    let facts = trial.walk.log.length;
    const few = Object.assign(new ReferralsQuery(), { limit: 5, order: 'asc' as const });
    const ids = await listed(trial, who, few, () => trial.to((facts += 3)));
    const after = new Set(await listed(trial, who, everything));
    expect(new Set(ids).size).toBe(ids.length);
    expect(before.filter((id) => after.has(id) && !ids.includes(id))).toEqual([]);
  }, 60_000);
}

describe('questions about referrals on SQLite', () => tellOn(async () => openSqlite(':memory:'), 12));

describeWithSchemaOf('government', 'questions about referrals on PostgreSQL', (open) => tellOn(open, 5));
