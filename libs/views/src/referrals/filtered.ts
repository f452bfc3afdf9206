import { sql } from 'kysely';
import type { ReadDatabase } from '@fuyuan/read-model';
import type { Asker } from '../reading/asker';
import { startOf } from '../reading/read-side';
import type { RowsInSight } from './in-sight';
import type { ReferralFilter } from './referrals.query';

/** What a filter needs to know besides: today is the day in Asia/Shanghai. */
export type Asking = Readonly<{
  asker: Asker;
  dialect: ReadDatabase['dialect'];
  today: string;
  /** Whether what is searched stands in many. */
  isOften?: boolean;
}>;

export const SEARCHED = { table: 'editions', alias: 'e', key: ['record_id', 'edition'] } as const;
const ROLE_COLUMNS = {
  sent: 'is_sender',
  received: 'is_receiver',
  approving: 'is_approver',
  supervised: 'is_supervisor',
} as const;

/** The rows that a filter leaves. */
export function filtered(rows: RowsInSight, filter: ReferralFilter, asking: Asking): RowsInSight {
  const { direction, unit, waitingFor, overdue, dueTo, restricted } = filter;
  let left = byColumns(rows, filter, asking);
  if (direction) left = left.where(inRole(ROLE_COLUMNS[direction], asking));
  if (unit !== undefined) left = left.where(concerning(unit, asking));
  if (waitingFor !== undefined) {
    const named = namedBy(waitingFor, asking);
    left = left.where(sql<boolean>`(e.waiting_for in ${named} or e.asked_of in ${named})`);
  }
  if (overdue === true) left = left.where('e.due_on', '<', asking.today);
  if (overdue === false) left = left.where(sql<boolean>`(e.due_on is null or e.due_on >= ${asking.today})`);
  if (dueTo !== undefined) left = left.where('e.due_on', '<=', dueTo);
  if (restricted !== undefined) left = left.where('e.restricted', '=', Number(restricted));
  return left;
}

function byColumns(rows: RowsInSight, filter: ReferralFilter, { dialect, isOften }: Asking): RowsInSight {
  const { kind, state, sentFrom, sentTo, q } = filter;
  let left = rows;
  if (kind) left = left.where(sql<boolean>`e.kind in ${dialect.listOf(kind)}`);
  if (state) left = left.where(sql<boolean>`e.state in ${dialect.listOf(state)}`);
  if (sentFrom !== undefined) left = left.where('s.sent_at', '>=', startOf(sentFrom));
  if (sentTo !== undefined) left = left.where('s.sent_at', '<', startOf(sentTo, 1));
  if (q !== undefined) left = left.where(dialect.search.finds(SEARCHED, q, isOften));
  return left;
}

/** 1 where the day has passed that was asked for or granted, and it is not concluded. */
export const isOverdue = (today: string) => sql<number>`case when e.due_on < ${today} then 1 else 0 end`;

const inRole = (column: string, { asker, dialect }: Asking) =>
  sql<boolean>`exists (select 1 from ${sql.table('sights')} as o where o.record_id = s.record_id
    and o.unit in ${dialect.listOf(asker.own)} and ${sql.ref(`o.${column}`)} = 1)`;

/** The unit, and those for which it stands today. */
const namedBy = (unitId: string, { asker, dialect }: Asking) =>
  dialect.listOf([unitId, ...asker.directory.stoodForBy(unitId)]);

/** Of an edition that is not the whole, only who is named in it: what came after is not told by a filter either. */
function concerning(unitId: string, asking: Asking) {
  const named = namedBy(unitId, asking);
  return sql<boolean>`(e.sender in ${named} or e.approver in ${named} or e.supervisor in ${named} or e.holder in ${named} or (e.edition = 0 and exists
    (select 1 from ${sql.table('sights')} as c where c.record_id = s.record_id and c.nth = 0 and c.unit in ${named})))`;
}
