import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Actor } from '@fuyuan/identity';
import { Problem } from '@fuyuan/platform';
import { referralsProjection } from '@fuyuan/projections';
import { keysIn } from '../reading/cursor';
import { pageOf, type FreshQuery } from '../reading/page';
import { ReadingRoom } from '../reading/reading-room';
import { ReadSide, shanghaiDay } from '../reading/read-side';
import { filtered, isOverdue, SEARCHED, type Asking } from './filtered';
import { inSight, type SeenReferralView as LiveReferrals } from './in-sight';
import { lineOf, type ReferralLine, type ReferralLineRow } from './referral-line.view';
import { referralView, type SeenReferralView } from './referral.view';
import { summaryOf, type ReferralSummary } from './referral-summary.view';
import { filterIn, type ReferralFilter, type ReferralsQuery, type ReferralSummaryQuery } from './referrals.query';

const SORT_COLUMNS = { sent: 's.sent_at', 'last-act': 'e.last_at', standing: 'e.standing_since' } as const;

const LINE_COLUMNS = [
  ...(['e.record_id', 'e.edition', 'e.kind', 'e.kind_name', 'e.restricted', 'e.state', 'e.outcome'] as const),
  ...(['e.sender', 'e.approver', 'e.supervisor', 'e.holder', 'e.waiting_for', 'e.asked_of'] as const),
  ...(['e.sent_at', 'e.last_at'] as const),
  ...([
    'e.standing_since',
    'e.finished_at',
    'e.answer_by',
    'e.asked_until',
    'e.granted_until',
    'e.due_on',
    'e.subject',
  ] as const),
  ...(['e.case_number', 'e.revision'] as const),
];

type Who = Pick<Actor, 'unit' | 'roles'>;
type Open = Asking & Readonly<{ view: LiveReferrals; now: Date }>;
type Sorting = Pick<ReferralsQuery, 'sort' | 'order'>;

/** Answers questions about referrals, each of what the asker may see. Errors of all: those of the reading room. */
@Injectable()
export class ReferralDesk {
  constructor(
    private readonly side: ReadSide,
    private readonly room: ReadingRoom,
  ) {}

  /** Errors: Problem `cursor-damaged`, `cursor-of-another-query`. */
  async list(actor: Who, query: ReferralsQuery): Promise<Readonly<{ items: ReferralLine[]; next: string | null }>> {
    const open = await this.open(actor, query);
    const { limit, cursor, sort, order } = query;
    const filter = filterIn(query);
    const question = { view: 'referrals', side: this.side.audience, unit: actor.unit, filter, sort, order };
    const after = cursor === undefined ? undefined : keysIn(question, cursor);
    const isOften = filter.q !== undefined && (await open.dialect.search.isOften(open.view.db, SEARCHED, filter.q));
    const rows = await this.rows({ ...open, isOften }, filter, { sort, order }, { after, limit: limit + 1 });
    const keysOf = (row: ReferralLineRow) => [sortedBy(row, sort), row.record_id];
    const page = pageOf(rows, limit, { question, keysOf });
    return { items: page.items.map((row) => lineOf(row, open)), next: page.next };
  }

  /** All that a filter leaves, oldest sent first, page by page, so that nobody waits for anybody. */
  async *pages(actor: Who, query: ReferralSummaryQuery, pageSize = 500): AsyncGenerator<ReferralLine[]> {
    const open = await this.open(actor, query);
    const sorting = { sort: 'sent', order: 'asc' } as const;
    let after: readonly (string | number)[] | undefined;
    for (;;) {
      const rows = await this.rows(open, filterIn(query), sorting, { after, limit: pageSize });
      yield rows.map((row) => lineOf(row, open));
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) return;
      after = [sortedBy(last, sorting.sort), last.record_id];
    }
  }

  async summary(actor: Who, query: ReferralSummaryQuery): Promise<ReferralSummary> {
    const open = await this.open(actor, query);
    const rows = await filtered(this.inSight(open), filterIn(query), open)
      .select(['e.state', 'e.kind', 'e.kind_name', 'e.waiting_for', 'e.asked_of', 'e.sender', 'e.holder'])
      .select((all) => [all.fn.countAll<number>().as('count'), all.fn.sum<number>(isOverdue(open.today)).as('overdue')])
      .groupBy(['e.state', 'e.kind', 'e.kind_name', 'e.waiting_for', 'e.asked_of', 'e.sender', 'e.holder'])
      .execute();
    return summaryOf(rows, open.asker.directory);
  }

  /** Errors: Problem `not-in-sight`. */
  async show(actor: Who, referralId: string, query: Pick<FreshQuery, 'after' | 'wait'>): Promise<SeenReferralView> {
    const open = await this.open(actor, query);
    const row = await this.inSight(open).where('s.record_id', '=', referralId).selectAll('e').executeTakeFirst();
    if (!row) throw new Problem('not-in-sight');
    const acts = await open.view.db
      .selectFrom('acts')
      .select('act')
      .where('record_id', '=', referralId)
      .where('revision', '<=', row.revision)
      .orderBy('revision')
      .execute();
    return referralView(
      { ...row, overdue: Number(row.due_on !== null && row.due_on < open.today) },
      acts.map(({ act }) => act),
      open,
    );
  }

  private async open(actor: Who, query: Pick<FreshQuery, 'after' | 'wait'>): Promise<Open> {
    const asker = await this.room.admit(actor);
    const view = await this.room.view(referralsProjection, query);
    const now = this.side.now();
    return { asker, view, now, dialect: this.side.database.dialect, today: shanghaiDay(now) };
  }

  private inSight({ view, asker, dialect }: Open) {
    return inSight(view.db, asker, dialect);
  }

  private rows(
    open: Open,
    filter: ReferralFilter,
    { sort, order }: Sorting,
    { after, limit }: Readonly<{ after: readonly (string | number)[] | undefined; limit: number }>,
  ): Promise<ReferralLineRow[]> {
    const column = SORT_COLUMNS[sort];
    const beyond = sql.raw(order === 'asc' ? '>' : '<');
    return filtered(this.inSight(open), filter, open)
      .$if(after !== undefined, (rows) =>
        rows.where(sql<boolean>`(${sql.ref(column)}, s.record_id) ${beyond} (${after?.[0]}, ${after?.[1]})`),
      )
      .select(LINE_COLUMNS)
      .select(isOverdue(open.today).as('overdue'))
      .orderBy(column, order)
      .orderBy('s.record_id', order)
      .limit(limit)
      .execute();
  }
}

const sortedBy = (row: ReferralLineRow, sort: Sorting['sort']): string =>
  sort === 'sent' ? row.sent_at : sort === 'last-act' ? row.last_at : row.standing_since;
