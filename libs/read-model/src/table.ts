/** What a column holds; with `?` it may be empty. Text sorts by its code points in every database. */
export type Column = 'text' | 'text?' | 'integer' | 'integer?';

/** A table of a view. Every table has `record_id` beside its columns; names are those of SQL. */
export type Table<Columns extends Readonly<Record<string, Column>> = Readonly<Record<string, Column>>> = Readonly<{
  columns: Columns;
  /** What tells the rows of one record apart; empty where a record has one row. */
  key: readonly (keyof Columns & string)[];
  /** Columns that are looked up or sorted by together. */
  indexes?: readonly Indexed<Columns>[];
  /** As `indexes`, and every other column can be read of them where a lookup of each row would cost more. */
  carrying?: readonly Indexed<Columns>[];
  /** Columns in whose text can be searched: `finds` of the dialect. */
  searched?: readonly (keyof Columns & string)[];
  /** The column that names who may see a row, in words apart by spaces: so a search is made among theirs alone. */
  seenBy?: keyof Columns & string;
}>;

type Indexed<Columns> = readonly ((keyof Columns & string) | 'record_id')[];

export type Tables = Readonly<Record<string, Table>>;

type ValueOf<Of extends Column> = Of extends 'text'
  ? string
  : Of extends 'text?'
    ? string | null
    : Of extends 'integer'
      ? number
      : number | null;

/** A row without its `record_id`, which the projection need not repeat. */
export type RowOf<Of extends Table> = { readonly [Name in keyof Of['columns']]: ValueOf<Of['columns'][Name]> };

export type StoredRowOf<Of extends Table> = RowOf<Of> & { readonly record_id: string };

export type Row = Readonly<Record<string, string | number | null>>;

/** Lets a table be written down with its columns known to the compiler. */
export const table = <const Columns extends Readonly<Record<string, Column>>>(of: Table<Columns>): Table<Columns> => of;
