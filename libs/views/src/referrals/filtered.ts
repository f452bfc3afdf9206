import { sql, type RawBuilder } from 'kysely';
import type { ReadDatabase } from '@fuyuan/read-model';
import type { Asker } from '../reading/asker';
import { startOf } from '../reading/read-side';
import type { ReferralFilter } from './referrals.query';

/** What a filter needs to know besides: today is the day in Asia/Shanghai. */
export type Asking = Readonly<{ asker: Asker; dialect: ReadDatabase['dialect']; today: string }>;

/** The table whose row is looked at: `e` is an edition, `s` a unit's sight of one, which holds what is filtered by. */
export type Alias = 'e' | 's';

const ROLE_COLUMNS = {
  sent: 'is_sender',
  received: 'is_receiver',
  approving: 'is_approver',
  supervised: 'is_supervisor',
} as const;

/** Whether a sight is of a unit in that role. */
export const inRole = (alias: string, direction: keyof typeof ROLE_COLUMNS) =>
  sql<boolean>`${sql.ref(`${alias}.${ROLE_COLUMNS[direction]}`)} = 1`;

/** What a row must fulfil to pass a filter, but for the words that are searched. */
export const conditionsOf = (alias: Alias, filter: ReferralFilter, asking: Asking): readonly RawBuilder<boolean>[] => [
  ...ofColumns(alias, filter, asking),
  ...ofNames(alias, filter, asking),
];

function ofColumns(alias: Alias, filter: ReferralFilter, { dialect: { listOf }, today }: Asking) {
  const { kind, state, sentFrom, sentTo, overdue, dueTo, restricted } = filter;
  const of = (column: string) => sql.ref(`${alias}.${column}`);
  const found: RawBuilder<boolean>[] = [];
  if (kind) found.push(sql`${of('kind')} in ${listOf(kind)}`);
  if (state) found.push(sql`${of('state')} in ${listOf(state)}`);
  if (sentFrom !== undefined) found.push(sql`${of('sent_at')} >= ${startOf(sentFrom)}`);
  if (sentTo !== undefined) found.push(sql`${of('sent_at')} < ${startOf(sentTo, 1)}`);
  if (restricted !== undefined) found.push(sql`${of('restricted')} = ${Number(restricted)}`);
  if (overdue === true) found.push(sql`${of('due_on')} < ${today}`);
  if (overdue === false) found.push(sql`(${of('due_on')} is null or ${of('due_on')} >= ${today})`);
  if (dueTo !== undefined) found.push(sql`${of('due_on')} <= ${dueTo}`);
  return found;
}

function ofNames(alias: Alias, { direction, unit, waitingFor }: ReferralFilter, asking: Asking) {
  const of = (column: string) => sql.ref(`${alias}.${column}`);
  const listed = (name: string) => asking.dialect.listOf(namedBy(name, asking));
  const found: RawBuilder<boolean>[] = [];
  if (waitingFor !== undefined) {
    const list = listed(waitingFor);
    found.push(sql`(${of('waiting_for')} in ${list} or ${of('asked_of')} in ${list})`);
  }
  if (direction) found.push(isInRole(alias, direction, asking));
  if (unit !== undefined) found.push(concerning(alias, listed(unit)));
  return found;
}

/** The unit, and those for which it stands today. */
export const namedBy = (unitId: string, { asker }: Pick<Asking, 'asker'>): readonly string[] => [
  ...new Set([unitId, ...asker.directory.stoodForBy(unitId)]),
];

/** 1 where the day has passed that was asked for or granted, and it is not concluded. */
export const isOverdue = (today: string) => sql<number>`case when e.due_on < ${today} then 1 else 0 end`;

function isInRole(alias: Alias, direction: keyof typeof ROLE_COLUMNS, { asker, dialect }: Asking) {
  if (alias === 's' && asker.own.length === 1) return inRole('s', direction);
  return sql<boolean>`exists (select 1 from ${sql.table('sights')} as o
    where o.record_id = ${sql.ref(`${alias}.record_id`)} and o.unit in ${dialect.listOf(asker.own)}
    and ${inRole('o', direction)})`;
}

/** Of an edition that is not the whole, only who is named in it: what came after is not told by a filter either. */
const concerning = (alias: Alias, named: RawBuilder<string>) => sql<boolean>`case
  when ${sql.ref(`${alias}.edition`)} = 0 then exists (select 1 from ${sql.table('sights')} as c
    where c.record_id = ${sql.ref(`${alias}.record_id`)} and c.nth = 0 and c.unit in ${named})
  else exists (select 1 from ${sql.table('editions')} as x where x.record_id = ${sql.ref(`${alias}.record_id`)}
    and x.edition = ${sql.ref(`${alias}.edition`)}
    and (x.sender in ${named} or x.approver in ${named} or x.supervisor in ${named} or x.holder in ${named})) end`;
