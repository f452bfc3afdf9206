import { sql } from 'kysely';
import type { Row } from '../table';
import { joined, refs } from './names';
import { searchOf, type Search, type SearchedTable } from './search';
import { askedText, pairsOf, searchText } from './search-text';

/**
 * FTS5 over pairs of signs, each written as a word of eight letters and digits: a phrase of such words is an exact part
 * of the text, and the first half of a word one sign.
 */
export const sqliteSearch: Search = {
  // A rowid of SQLite’s own may change when the file is compacted.
  ownColumn: sql`row_id integer primary key`,
  create: ({ name }) => [
    sql`create virtual table ${sql.table(searchOf(name))}
      using fts5(pairs, content='', contentless_delete=1, tokenize='ascii')`,
  ],
  // The words themselves are the index.
  index: () => [],
  put: async (on, table, rows) => {
    const put = sql`insert or replace into ${sql.table(searchOf(table.name))} (rowid, pairs)
      select t.row_id, json_extract(value, ${`$[${table.key.length}]`}) from json_each(${textsOf(table, rows)})
      join ${sql.table(table.name)} as t on ${sql.join(
        table.key.map((column, at) => sql`t.${sql.ref(column)} = json_extract(value, ${sql.lit(`$[${at}]`)})`),
        sql` and `,
      )}`;
    await put.execute(on);
  },
  remove: ({ name, key }, keys) => sql`delete from ${sql.table(searchOf(name))} where rowid in
    (select row_id from ${sql.table(name)} where (${refs(key)}) in (select ${joined(
      key.map((_, at) => sql`json_extract(value, ${sql.lit(`$[${at}]`)})`),
    )} from json_each(${JSON.stringify(keys.map((row) => key.map((column) => row[column])))})))`,
  finds: ({ table, alias }, words) => {
    const asked = matchOf(askedText(words));
    if (asked === undefined) return sql<boolean>`1 = 1`;
    return sql<boolean>`${sql.ref(`${alias}.row_id`)} in
      (select rowid from ${sql.table(searchOf(table))} where pairs match ${asked})`;
  },
};

const textsOf = ({ key, searched }: SearchedTable, rows: readonly Row[]): string =>
  JSON.stringify(
    rows.map((row) => [
      ...key.map((column) => row[column]),
      pairsOf(searchText(searched.map((column) => row[column])))
        .map(wordOf)
        .join(' '),
    ]),
  );

const DIGITS = 4;

/** Four digits to the base of 36 for each sign: there are fewer than 36⁴ of them. */
const wordOf = (pair: string): string =>
  [...pair].map((sign) => (sign.codePointAt(0) ?? 0).toString(36).padStart(DIGITS, '0')).join('');

/** The last sign of what is asked for is no pair: the pair before holds it already. */
function matchOf(asked: string): string | undefined {
  const [first, ...rest] = pairsOf(asked);
  if (first === undefined) return undefined;
  if (rest.length === 0) return `"${wordOf(first)}" *`;
  return `"${[first, ...rest.slice(0, -1)].map(wordOf).join(' ')}"`;
}
