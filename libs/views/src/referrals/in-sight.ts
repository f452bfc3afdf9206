import { sql } from 'kysely';
import type { LiveView, ReadDatabase } from '@fuyuan/read-model';
import type { ReferralTables } from '@fuyuan/projections';
import { regionsWithin, type Asker } from '../reading/asker';

export type SeenReferralView = LiveView<ReferralTables>;
type Lists = Pick<ReadDatabase['dialect'], 'listOf'>;

/** Who sees by more units than that sees much of all there is: it is gone through in its order, not unit by unit. */
const FEW_UNITS = 20;

/** A sight that is the asker's: by a unit for which they may look, or by the region of an office. */
function candidate(alias: string, asker: Asker, { listOf }: Lists) {
  const of = (column: string) => sql.ref(`${alias}.${column}`);
  // What is no bare column is looked up in no index.
  const unit = asker.sees.length > FEW_UNITS ? sql`(${of('unit')} || '')` : of('unit');
  const byUnit = sql<boolean>`${unit} in ${listOf(asker.sees)}`;
  if (asker.region === null) return byUnit;
  const { from, to } = regionsWithin(asker.region);
  // What a unit of one's own gave back stays as it stood then, for its office too; and what no unit of this side may see
  // whole any more, this side was not told to its end.
  return sql<boolean>`(${byUnit} or (${of('nth')} = 0 and ${of('unit')} in ${listOf(asker.side)}
    and exists (select 1 from ${sql.table('places')} as p where p.record_id = ${of('record_id')}
      and p.region >= ${from} and p.region < ${to})
    and not exists (select 1 from ${sql.table('sights')} as m where m.record_id = ${of('record_id')}
      and m.unit in ${listOf(asker.sees)})))`;
}

/**
 * Every referral that the asker may see, once, in the edition that they may see: whatever is listed, counted, searched
 * or exported is asked of these rows, and of nothing else.
 */
export function inSight(db: SeenReferralView['db'], asker: Asker, lists: Lists) {
  const rows = db
    .selectFrom('sights as s')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.record_id', '=', 's.record_id').onRef('e.edition', '=', 's.edition'),
    )
    .where(candidate('s', asker, lists));
  if (asker.region === null && asker.sees.length < 2) return rows;
  return rows.where(
    sql<boolean>`not exists (select 1 from ${sql.table('sights')} as t where t.record_id = s.record_id
      and ${candidate('t', asker, lists)} and (t.nth, t.unit) < (s.nth, s.unit))`,
  );
}

export type RowsInSight = ReturnType<typeof inSight>;
