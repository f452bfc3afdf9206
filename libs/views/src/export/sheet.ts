/** How a column is written: `day` is `YYYY-MM-DD`, `instant` ISO 8601 in UTC, shown as Asia/Shanghai. */
export type CellKind = 'text' | 'number' | 'day' | 'instant';

/** One column of a list that is handed out. `null` leaves the cell empty. */
export type SheetColumn<Row> = Readonly<{
  /** In Chinese; an instant's heading says that it is Beijing time. */
  heading: string;
  kind: CellKind;
  /** In characters. */
  width?: number;
  of: (row: Row) => string | number | null;
}>;

/** A list as a table; its name is also that of the file. */
export type Sheet<Row> = Readonly<{ name: string; columns: readonly SheetColumn<Row>[] }>;

const SHANGHAI_MS = 8 * 3_600_000;

/** The same reading of the clock in Asia/Shanghai, as if it were UTC: spreadsheets know no time zones. */
export const beijingClock = (instant: string): Date => new Date(Date.parse(instant) + SHANGHAI_MS);

/** All rows of a list, whose pages are fetched as they are read. */
export async function* rowsOf<Row>(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<Row> {
  for await (const page of pages) yield* page;
}
