import { Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { Problem } from '@fuyuan/platform';
import { lawNoticesProjection } from '@fuyuan/projections';
import { mergedInOrder, type Keys } from '../reading/cursor';
import type { FreshQuery } from '../reading/page';
import { ReadingRoom } from '../reading/reading-room';
import { ReadSide } from '../reading/read-side';
import type { NoticeWhole } from './law-notice.view';
import { noticesCounted, type NoticesCounted } from './notices-counts';
import {
  afterNotice,
  NEWEST_FIRST,
  noticeKeys,
  noticeLines,
  partsOf,
  SEARCHED,
  type Asked,
  type Looking,
  type NoticeLine,
  type NoticeTables,
  type Sorting,
  type Viewer,
} from './law-notices.query';

type Fresh = Pick<FreshQuery, 'after' | 'wait'>;
type Part = Readonly<{ limit: number; after: Keys | null; sorting: Sorting }>;

/** Answers what is asked of law notices. Errors: ViewNotReady; Problem `position-malformed`, `view-behind`. */
@Injectable()
export class LawNoticesShelf {
  constructor(
    private readonly room: ReadingRoom,
    private readonly side: ReadSide,
  ) {}

  async list(viewer: Viewer, asked: Asked, { fresh, limit, after, sorting }: Part & Readonly<{ fresh: Fresh }>) {
    const { db } = await this.room.view(lawNoticesProjection, fresh);
    const looking = await this.looking(db, viewer, asked);
    const found = partsOf(looking, asked).map((part) => {
      const through = part === undefined ? looking : { ...looking, part };
      const query = noticeLines(db, through, asked, sorting).limit(limit);
      return (after ? query.where(afterNotice(after, sorting, through, asked)) : query).execute();
    });
    return mergedInOrder((await Promise.all(found)) as NoticeLine[][], sorting.order, noticeKeys(sorting)).slice(
      0,
      limit,
    );
  }

  /** All of them, so many at once. */
  async *pages(viewer: Viewer, asked: Asked, limit = 500): AsyncGenerator<readonly NoticeLine[]> {
    const sorting = NEWEST_FIRST;
    let after: Keys | null = null;
    do {
      const page: readonly NoticeLine[] = await this.list(viewer, asked, { fresh: { wait: 0 }, limit, after, sorting });
      yield page;
      const last = page.length === limit ? page.at(-1) : undefined;
      after = last ? noticeKeys(sorting)(last) : null;
    } while (after);
  }

  /** Errors: Problem `not-in-sight`. */
  async one(viewer: Viewer, noticeId: string, fresh: Fresh): Promise<NoticeWhole> {
    const [line] = await this.list(
      viewer,
      { box: 'all', noticeId },
      { fresh, limit: 1, after: null, sorting: NEWEST_FIRST },
    );
    if (!line) throw new Problem('not-in-sight');
    const { db } = await this.room.view(lawNoticesProjection, { wait: 0 });
    const [addressees, editions, acts] = await Promise.all([
      db.selectFrom('addressees').selectAll().where('record_id', '=', noticeId).orderBy('unit_id').execute(),
      db.selectFrom('editions').selectAll().where('record_id', '=', noticeId).orderBy('edition').execute(),
      db.selectFrom('notice_acts').selectAll().where('record_id', '=', noticeId).orderBy('revision').execute(),
    ]);
    return { line, addressees, editions, acts };
  }

  async counts(viewer: Viewer, asked: Asked, fresh: Fresh): Promise<NoticesCounted> {
    const { db } = await this.room.view(lawNoticesProjection, fresh);
    return noticesCounted(db, await this.looking(db, viewer, asked), asked);
  }

  private async looking(db: Kysely<NoticeTables>, viewer: Viewer, { q }: Asked): Promise<Looking> {
    const { dialect } = this.side.database;
    const seers = viewer.role === 'officer' ? [viewer.unit] : undefined;
    const isOften = q !== undefined && (await dialect.search.isOften(db, SEARCHED, q, seers));
    return { ...viewer, dialect, isOften, ...(seers ? { seers } : {}) };
  }
}
