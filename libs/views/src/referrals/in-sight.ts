import { sql, type RawBuilder } from 'kysely';
import type { LiveView, ReadDatabase } from '@fuyuan/read-model';
import type { ReferralTables } from '@fuyuan/projections';
import { regionsWithin, type Asker } from '../reading/asker';

export type SeenReferralView = LiveView<ReferralTables>;
type Lists = Pick<ReadDatabase['dialect'], 'listOf'>;

/** Who sees by more units than that sees much of all there is: it is gone through in its order, not unit by unit. */
export const FEW_UNITS = 20;

/** Whether the asker sees what one unit sees, and nothing else. */
export const seesAsOne = ({ sees, region }: Asker): boolean => sees.length === 1 && region === null;

/**
 * The edition of a referral that the asker may see, `null` where there is none. Of the units for which they may look the
 * one with the lowest `nth` holds; after them, for an office, the region.
 */
export function seenEdition(record: string, asker: Asker, { listOf }: Lists): RawBuilder<number> {
  // What is no bare column is looked up in no index: of a record there are a few sights, of a side many units.
  const unit = asker.sees.length > FEW_UNITS ? sql`(t.unit || '')` : sql`t.unit`;
  const byUnit = sql<number>`(select t.edition from ${sql.table('sights')} as t
    where t.record_id = ${sql.ref(record)} and ${unit} in ${listOf(asker.sees)} order by t.nth limit 1)`;
  if (asker.region === null) return byUnit;
  const { from, to } = regionsWithin(asker.region);
  // What a unit of one's own gave back stays as it stood then, for its office too; and what no unit of this side may see
  // whole any more, this side was not told to its end.
  return sql<number>`coalesce(${byUnit}, case when exists (select 1 from ${sql.table('places')} as p
    where p.record_id = ${sql.ref(record)} and p.region >= ${from} and p.region < ${to})
    and exists (select 1 from ${sql.table('sights')} as w where w.record_id = ${sql.ref(record)} and w.nth = 0
      and (w.unit || '') in ${listOf(asker.side)}) then 0 end)`;
}

/**
 * Every referral that the asker may see, once, in the edition that they may see: whatever is listed, counted, searched
 * or exported is asked of these rows, and of nothing else.
 */
export const inSight = (db: SeenReferralView['db'], asker: Asker, lists: Lists) =>
  db.selectFrom('editions as e').where('e.edition', '=', seenEdition('e.record_id', asker, lists));

export type RowsInSight = ReturnType<typeof inSight>;
