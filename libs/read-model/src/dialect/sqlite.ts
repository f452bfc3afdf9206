import { sql } from 'kysely';
import type { Dialect } from './dialect';
import { sqliteSearch } from './sqlite-search';
import { joined, refs } from './names';
import { upserting } from './write-rows';

const upsert = upserting({ parameter: () => '?', sizes: [64, 16, 4, 1] });

/** Lists travel as one JSON text: a statement for each number of them would have to be compiled anew. */
export const sqlite: Dialect = {
  name: 'sqlite',
  typeOf: (column) => sql.raw(column.startsWith('text') ? 'text' : 'integer'),
  clustered: sql`without rowid`,
  carried: ({ columns }, by) => Object.keys(columns).filter((column) => !by.includes(column)),
  upsert,
  insert: upsert,
  remove: (table, keys) => {
    const list = JSON.stringify(keys.map((row) => table.key.map((name) => row[name])));
    return sql`delete from ${sql.table(table.name)}
      where (${refs(table.key)}) in (select ${valuesAt(table.key)} from json_each(${list}))`;
  },
  listOf: (texts) =>
    texts.length === 1 ? sql`(${texts[0]})` : sql`(select value from json_each(${JSON.stringify(texts)}))`,
  known: () => [],
  search: sqliteSearch,
};

const valuesAt = (columns: readonly string[]) =>
  joined(columns.map((_, at) => sql.raw(`json_extract(value, '$[${at}]')`)));
