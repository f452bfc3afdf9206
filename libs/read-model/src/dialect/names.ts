import { type RawBuilder, sql } from 'kysely';

export const joined = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(parts, sql`, `);

export const refs = (names: readonly string[]): RawBuilder<unknown> => joined(names.map((name) => sql.ref(name)));
