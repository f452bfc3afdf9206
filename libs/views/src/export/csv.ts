import { beijingClock, type Sheet, type SheetColumn } from './sheet';

/** By it Excel knows UTF-8. */
const BOM = '\uFEFF';
const LINE = '\r\n';

/**
 * What a spreadsheet would run: `=`, `+`, `-`, `@` at the beginning, in full width too, after whatever it would pass
 * over; and a tab or line break at the beginning, after which some begin anew.
 */
const RUN = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

/** RFC 4180 with a BOM: one text for the headings and one for each page. */
export async function* csvOf<Row>(
  { columns }: Sheet<Row>,
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  yield BOM + columns.map(({ heading }) => fieldOf(heading)).join() + LINE;
  for await (const page of pages) {
    if (page.length > 0) yield page.map((row) => lineOf(columns, row)).join('');
  }
}

const lineOf = <Row>(columns: readonly SheetColumn<Row>[], row: Row): string =>
  columns.map((column) => cellOf(column, row)).join() + LINE;

function cellOf<Row>({ kind, of }: SheetColumn<Row>, row: Row): string {
  const value = of(row);
  if (value === null) return '';
  if (kind === 'number' && typeof value === 'number') return String(value);
  if (kind === 'instant') return beijingClock(String(value)).toISOString().slice(0, 19).replace('T', ' ');
  return fieldOf(String(value));
}

/** A number in a text column stays the text it is; one that begins as a formula gets the apostrophe that shows it. */
function fieldOf(text: string): string {
  const said = RUN.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]|^\s|\s$/.test(said) ? `"${said.replaceAll('"', '""')}"` : said;
}
