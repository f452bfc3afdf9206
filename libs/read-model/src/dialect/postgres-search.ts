import { sql } from 'kysely';
import type { Row } from '../table';
import { joined, refs } from './names';
import { searchOf, type Search, type SearchedTable } from './search';
import { askedText, pairsOf, searchText } from './search-text';

/**
 * Signs and pairs of signs in an array under GIN, which leaves few rows; the text itself then says whether they stand
 * in this order.
 */
export const postgresSearch: Search = {
  ownColumn: undefined,
  create: (table) => {
    const { name, columns, key } = table;
    const keys = key.map((column) => sql`${sql.ref(column)} ${sql.raw(typeOf(columns[column]))} not null`);
    return [
      sql`create table ${sql.table(searchOf(name))}
        (${joined(keys)}, said text collate "C" not null, pairs text[] not null, primary key (${refs(key)}))`,
      sql`create index ${sql.ref(`${searchOf(name)}_pairs`)} on ${sql.table(searchOf(name))} using gin (pairs)`,
    ];
  },
  put: (table, rows) => {
    const { name, key, columns } = table;
    const texts = rows.map((row) => textOf(table, row));
    // An array of arrays would have to be rectangular: the signs travel as JSON.
    const signs = texts.map((text) => JSON.stringify(signsAndPairs(text)));
    return sql`insert into ${sql.table(searchOf(name))} (${refs(key)}, said, pairs)
      select ${refs(key)}, said, array(select jsonb_array_elements_text(pairs::jsonb)) from unnest(${joined([
        ...key.map((column) => sql`${rows.map((row) => row[column])}::${sql.raw(`${typeOf(columns[column])}[]`)}`),
        sql`${texts}::text[]`,
        sql`${signs}::text[]`,
      ])}) as row (${refs(key)}, said, pairs)
      on conflict (${refs(key)}) do update set said = excluded.said, pairs = excluded.pairs`;
  },
  remove: ({ name, key, columns }, keys) => sql`delete from ${sql.table(searchOf(name))} where (${refs(key)}) in
    (select * from unnest(${joined(
      key.map((column) => sql`${keys.map((row) => row[column])}::${sql.raw(`${typeOf(columns[column])}[]`)}`),
    )}))`,
  finds: ({ table, alias, key }, words) => {
    const asked = askedText(words);
    if (asked === '') return sql<boolean>`true`;
    const pairs = [...asked].length === 1 ? [asked] : pairsOf(asked).slice(0, -1);
    return sql<boolean>`(${joined(key.map((column) => sql.ref(`${alias}.${column}`)))}) in
      (select ${refs(key)} from ${sql.table(searchOf(table))}
        where pairs @> ${pairs}::text[] and said like ${`%${escaped(asked)}%`} escape '\\')`;
  },
};

const typeOf = (column: string | undefined): string => (column === 'integer' ? 'integer' : 'text');

const textOf = ({ searched }: SearchedTable, row: Row): string => searchText(searched.map((column) => row[column]));

const signsAndPairs = (text: string): string[] => [...new Set([...text, ...pairsOf(text)])];

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
