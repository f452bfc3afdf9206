import { Injectable } from '@nestjs/common';
import { Problem } from '@fuyuan/platform';
import { lawNoticesProjection } from '@fuyuan/projections';
import type { Keys } from '../reading/cursor';
import type { FreshQuery } from '../reading/page';
import { ReadingRoom } from '../reading/reading-room';
import type { NoticeWhole } from './law-notice.view';
import { afterNotice, noticeKeys, noticeLines, type Asked, type NoticeLine, type Viewer } from './law-notices.query';

type Fresh = Pick<FreshQuery, 'after' | 'wait'>;
type Part = Readonly<{ limit: number; after: Keys | null }>;

/** How many addressed units are in each state. */
export type CountsByState = Readonly<Record<string, number>>;

/** Answers what is asked of law notices. Errors: ViewNotReady; Problem `position-malformed`, `view-behind`. */
@Injectable()
export class LawNoticesShelf {
  constructor(private readonly room: ReadingRoom) {}

  async list(viewer: Viewer, asked: Asked, { fresh, limit, after }: Part & Readonly<{ fresh: Fresh }>) {
    const { db } = await this.room.view(lawNoticesProjection, fresh);
    const query = noticeLines(db, viewer, asked).limit(limit);
    return (await (after ? query.where(afterNotice(after)) : query).execute()) as NoticeLine[];
  }

  /** All of them, so many at once. */
  async *pages(viewer: Viewer, asked: Asked, limit = 500): AsyncGenerator<readonly NoticeLine[]> {
    let after: Keys | null = null;
    do {
      const page: readonly NoticeLine[] = await this.list(viewer, asked, { fresh: { wait: 0 }, limit, after });
      yield page;
      const last = page.length === limit ? page.at(-1) : undefined;
      after = last ? noticeKeys(last) : null;
    } while (after);
  }

  /** Errors: Problem `not-in-sight`. */
  async one(viewer: Viewer, noticeId: string, fresh: Fresh): Promise<NoticeWhole> {
    const [line] = await this.list(viewer, { box: 'all', noticeId }, { fresh, limit: 1, after: null });
    if (!line) throw new Problem('not-in-sight');
    const { db } = await this.room.view(lawNoticesProjection, { wait: 0 });
    const [addressees, editions, acts] = await Promise.all([
      db.selectFrom('addressees').selectAll().where('record_id', '=', noticeId).orderBy('unit_id').execute(),
      db.selectFrom('editions').selectAll().where('record_id', '=', noticeId).orderBy('edition').execute(),
      db.selectFrom('notice_acts').selectAll().where('record_id', '=', noticeId).orderBy('revision').execute(),
    ]);
    return { line, addressees, editions, acts };
  }

  /** What the unit is owed to do, and what others owe on its notices, by state. */
  async counts(unit: string, fresh: Fresh): Promise<Readonly<{ received: CountsByState; published: CountsByState }>> {
    const { db } = await this.room.view(lawNoticesProjection, fresh);
    const by = async (column: 'unit_id' | 'publisher_id') => {
      const rows = await db
        .selectFrom('addressees')
        .select((of) => ['state', of.fn.countAll<number>().as('units')])
        .where(column, '=', unit)
        .groupBy('state')
        .execute();
      return Object.fromEntries(rows.map(({ state, units }) => [state, units]));
    };
    return { received: await by('unit_id'), published: await by('publisher_id') };
  }
}
