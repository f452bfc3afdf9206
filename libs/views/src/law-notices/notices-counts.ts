import { sql, type Kysely } from 'kysely';
import { noticesAsked, type Asked, type Looking, type NoticeTables } from './law-notices.query';

/** How many addressed units are in each state. */
export type CountsByState = Readonly<Record<string, number>>;
export type CountOf = Readonly<{ key: string; count: number }>;
export type UnitInState = Readonly<{ unitId: string; state: string; count: number }>;

/** Of the notices that are asked for: how many, in each way, and how far the addressed units have come. */
export type NoticesCounted = Readonly<{
  received: CountsByState;
  published: CountsByState;
  byStatus: readonly CountOf[];
  byLevel: readonly CountOf[];
  byField: readonly CountOf[];
  byPublisher: readonly CountOf[];
  byUnit: readonly UnitInState[];
}>;

type Db = Kysely<NoticeTables>;
const count = sql<number>`count(*)`.as('count');

export async function noticesCounted(db: Db, viewer: Looking, asked: Asked): Promise<NoticesCounted> {
  const rows = () => noticesAsked(db, viewer, asked);
  const own = (box: 'received' | 'published') => addressees(noticesAsked(db, viewer, { ...asked, box }));
  const [received, published, byStatus, byLevel, byField, byPublisher, byUnit] = await Promise.all([
    own('received').where('a.unit_id', '=', viewer.unit).select(['a.state as key', count]).groupBy('a.state').execute(),
    own('published').select(['a.state as key', count]).groupBy('a.state').execute(),
    rows().select(['n.status as key', count]).groupBy('n.status').execute(),
    rows().select(['n.level as key', count]).groupBy('n.level').execute(),
    rows()
      .innerJoin('fields as w', 'w.record_id', 'n.record_id')
      .select(['w.field as key', count])
      .groupBy('w.field')
      .execute(),
    rows().select(['n.publisher_id as key', count]).groupBy('n.publisher_id').execute(),
    addressees(rows())
      .$if(asked.unit !== undefined, (some) => some.where(concerning(asked.unit ?? '')))
      .select(['a.unit_id as unitId', 'a.state', count])
      .groupBy(['a.unit_id', 'a.state'])
      .execute(),
  ]);
  return {
    received: byState(received),
    published: byState(published),
    byStatus,
    byLevel,
    byField,
    byPublisher,
    byUnit,
  };
}

type Notices = ReturnType<typeof noticesAsked>;

const addressees = (rows: Notices) => rows.innerJoin('addressees as a', 'a.record_id', 'n.record_id');

/** Where a unit is asked for: its own handling, and that of those to whom it published. */
const concerning = (unitId: string) => sql<boolean>`(a.unit_id = ${unitId} or n.publisher_id = ${unitId})`;

const byState = (counts: readonly CountOf[]): CountsByState =>
  Object.fromEntries(counts.map(({ key, count: units }) => [key, Number(units)]));
