import { Readable } from 'node:stream';
import { writeXlsxStream } from 'hucre/xlsx';
import { beijingClock, rowsOf, type CellKind, type Sheet, type SheetColumn } from './sheet';

const FORMATS: Readonly<Record<CellKind, string | undefined>> = {
  text: undefined,
  number: '0',
  day: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm:ss',
};
const WIDTHS: Readonly<Record<CellKind, number>> = { text: 24, number: 10, day: 12, instant: 20 };

/** Excel calls a file damaged in which a cell has more. */
const LONGEST = 32_767;
/** Excel counts days from 1900 and takes that year for a leap year. */
const FIRST_DAY = '1900-03-01';

type Value = string | number | Date | null;

/** A workbook of one sheet, its first row frozen; after 1,048,576 rows another sheet goes on. Rows are read as it is. */
export function xlsxOf<Row>({ name, columns }: Sheet<Row>, pages: AsyncIterable<readonly Row[]>): Readable {
  const stream = writeXlsxStream(valuesOf(columns, rowsOf(pages)), {
    name,
    freezePane: { rows: 1 },
    columns: columns.map(({ heading, kind, width = WIDTHS[kind] }) => {
      const numFmt = FORMATS[kind];
      return { header: heading, width, ...(numFmt === undefined ? {} : { numFmt }) };
    }),
  });
  return Readable.fromWeb(stream);
}

async function* valuesOf<Row>(columns: readonly SheetColumn<Row>[], rows: AsyncIterable<Row>): AsyncGenerator<Value[]> {
  for await (const row of rows) yield columns.map(({ kind, of }) => typed(kind, of(row)));
}

/** A text is never a formula in a cell that says it is text. */
function typed(kind: CellKind, value: string | number | null): Value {
  if (value === null || typeof value === 'number') return value;
  if (kind === 'day' && value >= FIRST_DAY) return new Date(`${value}T00:00:00Z`);
  if (kind === 'instant') return beijingClock(value);
  return value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value;
}
