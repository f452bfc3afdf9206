import { type RawBuilder, sql } from 'kysely';
import type { Row } from '../table';
import { joined, refs } from './names';
import { OFTEN, saidOf, searchOf, type Search, type SearchedTable, type Seers } from './search';
import { askedText, searchText } from './search-text';

/**
 * FTS5 over pairs of signs, each written as a word of eight letters and digits: a phrase of such words is an exact part
 * of the text, and the first half of a word one sign. Beside them who may see the row, a word each.
 */
export const sqliteSearch: Search = {
  // A rowid of SQLite’s own may change when the file is compacted.
  ownColumn: sql`row_id integer primary key`,
  create: ({ name }) => [
    sql`create virtual table ${sql.table(searchOf(name))}
      using fts5(pairs, seers, content='', contentless_delete=1, tokenize='ascii', prefix='${sql.raw(String(DIGITS))}')`,
    sql`create table ${sql.table(saidOf(name))} (row_id integer primary key, said text not null)`,
  ],
  // The words themselves are the index.
  index: () => [],
  put: async (on, table, rows) => {
    const { name, key } = table;
    const texts = textsOf(table, rows);
    const at = (nth: number) => sql`json_extract(value, ${sql.lit(`$[${nth}]`)})`;
    const into = (beside: string, columns: readonly string[], values: readonly RawBuilder<unknown>[]) => sql`
      insert or replace into ${sql.table(beside)} (${refs(columns)}) select t.row_id, ${joined(values)}
      from json_each(${texts}) join ${sql.table(name)} as t on ${sql.join(
        key.map((of, nth) => sql`t.${sql.ref(of)} = ${at(nth)}`),
        sql` and `,
      )}`;
    const [words, seers, said] = [at(key.length), at(key.length + 1), at(key.length + 2)];
    await into(searchOf(name), ['rowid', 'pairs', 'seers'], [words, seers]).execute(on);
    await into(saidOf(name), ['row_id', 'said'], [said]).execute(on);
  },
  remove: (table, keys) => {
    const rows = rowIdsOf(table, keys);
    return [
      sql`delete from ${sql.table(searchOf(table.name))} where rowid in ${rows}`,
      sql`delete from ${sql.table(saidOf(table.name))} where row_id in ${rows}`,
    ];
  },
  isOften: async (on, { table }, words, seers) => {
    const asked = matchOf(askedText(words), seers);
    if (asked === undefined) return false;
    const often = seers ? OFTEN.ofSome : OFTEN.ofAll;
    const { rows } = await sql<{ found: number }>`select count(*) as found from (select 1 from
      ${sql.table(searchOf(table))} where ${sql.table(searchOf(table))} match ${asked} limit ${often})`.execute(on);
    return (rows[0]?.found ?? 0) >= often;
  },
  finds: ({ table, alias }, words, { seers, isOften = false } = {}) => {
    const text = askedText(words);
    const asked = matchOf(text, seers);
    if (asked === undefined) return sql<boolean>`1 = 1`;
    if (isOften) {
      return sql<boolean>`instr((select o.said from ${sql.table(saidOf(table))} as o
        where o.row_id = ${sql.ref(`${alias}.row_id`)}), ${text}) > 0`;
    }
    return sql<boolean>`${sql.ref(`${alias}.row_id`)} in (select rowid from ${sql.table(searchOf(table))}
      where ${sql.table(searchOf(table))} match ${asked})`;
  },
};

const rowIdsOf = ({ name, key }: SearchedTable, keys: readonly Row[]) =>
  sql`(select row_id from ${sql.table(name)} where (${refs(key)}) in (select ${joined(
    key.map((_, at) => sql`json_extract(value, ${sql.lit(`$[${at}]`)})`),
  )} from json_each(${JSON.stringify(keys.map((row) => key.map((column) => row[column])))})))`;

const textsOf = ({ key, searched, seenBy }: SearchedTable, rows: readonly Row[]): string =>
  JSON.stringify(
    rows.map((row) => {
      const said = searchText(searched.map((column) => row[column]));
      const seers = seenBy === undefined ? [] : String(row[seenBy]).split(' ').map(seerOf);
      return [...key.map((column) => row[column]), wordsOf(said).join(' '), seers.join(' '), said];
    }),
  );

const SEER = 'seer';

/** A name as a word of letters and digits. */
const seerOf = (name: string): string => SEER + Buffer.from(name).toString('hex');

const DIGITS = 4;
const halves = new Map<number, string>();

/** Four digits to the base of 36: there are fewer signs than 36⁴. */
function halfOf(code: number): string {
  const known = halves.get(code) ?? code.toString(36).padStart(DIGITS, '0');
  halves.set(code, known);
  return known;
}

/** For every two signs that stand beside each other a word, and for the last by itself half of one. */
function wordsOf(text: string): string[] {
  const signs: string[] = [];
  for (const sign of text) signs.push(halfOf(sign.codePointAt(0) ?? 0));
  return signs.map((half, at) => half + (signs[at + 1] ?? ''));
}

/** The last sign of what is asked for is no pair: the pair before holds it already. */
function matchOf(asked: string, seers: Seers): string | undefined {
  const words = wordsOf(asked);
  if (words.length === 0) return undefined;
  const phrase = words.length === 1 ? `"${words[0]}" *` : `"${words.slice(0, -1).join(' ')}"`;
  if (seers === undefined) return `pairs : ${phrase}`;
  // Nobody's rows are none, and a word of nothing but the beginning of one stands nowhere.
  const names = seers.length === 0 ? [SEER] : seers.map(seerOf);
  return `pairs : ${phrase} AND seers : (${names.map((name) => `"${name}"`).join(' OR ')})`;
}
