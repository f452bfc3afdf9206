import { sql, type RawBuilder } from 'kysely';

/** Whether a text holds another, letter case of Latin aside; what would be a wildcard is only itself. */
export const containing = (text: RawBuilder<unknown>, part: string): RawBuilder<boolean> =>
  sql<boolean>`lower(${text}) like ${`%${part.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
