import { Injectable } from '@nestjs/common';
import type { Actor } from '@fuyuan/identity';
import { Problem } from '@fuyuan/platform';
import { referralsProjection } from '@fuyuan/projections';
import { cursorOf, keysIn, type Keys } from '../reading/cursor';
import type { FreshQuery } from '../reading/page';
import { ReadingRoom } from '../reading/reading-room';
import { ReadSide, shanghaiDay } from '../reading/read-side';
import { isOverdue, type Asking } from './filtered';
import { inSight, type SeenReferralView as LiveReferrals } from './in-sight';
import { lineOf, type ReferralLine } from './referral-line.view';
import { referralView, type SeenReferralView } from './referral.view';
import { rowsFiltered, rowsOf, type RowsOfPart } from './referral-rows';
import { summaryOf, type ReferralSummary } from './referral-summary.view';
import { filterIn, type ReferralsQuery, type ReferralSummaryQuery } from './referrals.query';

type Who = Pick<Actor, 'unit' | 'roles'>;
type Open = Asking & Readonly<{ view: LiveReferrals; now: Date }>;

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
    const { rows, next } = await rowsOf(open.view.db, open, filter, { sort, order, after, limit });
    return { items: rows.map((row) => lineOf(row, open)), next: next && cursorOf(question, next) };
  }

  /** All that a filter leaves, oldest sent first, page by page, so that nobody waits for anybody. */
  async *pages(actor: Who, query: ReferralSummaryQuery, pageSize = 500): AsyncGenerator<ReferralLine[]> {
    const open = await this.open(actor, query);
    const part = { sort: 'sent', order: 'asc', limit: pageSize } as const;
    let after: Keys | null = null;
    do {
      const { rows, next }: RowsOfPart = await rowsOf(open.view.db, open, filterIn(query), {
        ...part,
        after: after ?? undefined,
      });
      yield rows.map((row) => lineOf(row, open));
      after = next;
    } while (after);
  }

  async summary(actor: Who, query: ReferralSummaryQuery): Promise<ReferralSummary> {
    const open = await this.open(actor, query);
    const rows = await rowsFiltered(open.view.db, open, filterIn(query))
      .select(['e.state', 'e.kind', 'e.kind_name', 'e.waiting_for', 'e.asked_of', 'e.sender', 'e.holder'])
      .select((all) => [all.fn.countAll<number>().as('count'), all.fn.sum<number>(isOverdue(open.today)).as('overdue')])
      .groupBy(['e.state', 'e.kind', 'e.kind_name', 'e.waiting_for', 'e.asked_of', 'e.sender', 'e.holder'])
      .execute();
    return summaryOf(rows, open.asker.directory);
  }

  /** Errors: Problem `not-in-sight`. */
  async show(actor: Who, referralId: string, query: Pick<FreshQuery, 'after' | 'wait'>): Promise<SeenReferralView> {
    const open = await this.open(actor, query);
    const row = await inSight(open.view.db, open.asker, open.dialect)
      .where('e.record_id', '=', referralId)
      .selectAll('e')
      .executeTakeFirst();
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
}
