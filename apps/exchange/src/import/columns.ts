import type { CsvRow } from './csv-rows';
import { FileUnreadable, type ImportFault } from './import-fault';

/** The columns that a file may have, each by its name and by the Chinese headings under which it is known. */
export type Headings<Column extends string> = Readonly<Record<Column, readonly [string, ...string[]]>>;

/** Where each column stands in this file, and how its header names it. */
export type Columns<Column extends string> = Readonly<{
  count: number;
  at: Partial<Record<Column, number>>;
  heading: (column: Column) => string;
}>;

/**
 * A reader of headers. Required columns are always there, though a cell may be empty: a file without one of them was
 * cut down by mistake. It throws FileUnreadable naming every column that is unknown, missing or there twice.
 */
export function columnsReader<Column extends string>(headings: Headings<Column>, required: readonly Column[]) {
  const known = Object.keys(headings) as Column[];
  const byHeading = new Map<string, Column>(
    known.flatMap((column) =>
      [column, ...headings[column]].map((heading): [string, Column] => [heading.toLowerCase(), column]),
    ),
  );
  const told = (column: Column): Told => ({ column, term: headings[column][0] });

  return ({ line, cells }: CsvRow): Columns<Column> => {
    const written = cells.map((cell) => cell.trim());
    const at: Partial<Record<Column, number>> = {};
    const faults: ImportFault[] = [];

    written.forEach((heading, place) => {
      const column = byHeading.get(heading.toLowerCase());
      if (!column) faults.push(unknown(line, heading === '' ? `#${place + 1}` : heading, known.map(told)));
      else if (at[column] !== undefined) faults.push(twice(line, heading, told(column)));
      else at[column] = place;
    });
    faults.push(...required.filter((column) => at[column] === undefined).map((column) => missing(line, told(column))));
    if (faults.length > 0) throw new FileUnreadable(faults);

    return { count: cells.length, at, heading: (column) => written[at[column] ?? -1] ?? column };
  };
}

/** A column by its name, and by the Chinese heading that is shown. */
type Told = Readonly<{ column: string; term: string }>;

const unknown = (line: number, heading: string, known: readonly Told[]): ImportFault => ({
  line,
  column: heading.length > 40 ? `${heading.slice(0, 40)}…` : heading,
  rule: 'column.unknown',
  zh: `没有这一列。可用的列：${known.map(({ column, term }) => `${column}（${term}）`).join('、')}。`,
  en: `There is no such column. Columns: ${known.map(({ column }) => column).join(', ')}.`,
});

const missing = (line: number, { column, term }: Told): ImportFault => ({
  line,
  column,
  rule: 'column.missing',
  zh: `缺少「${term}」（${column}）一列；单元格可以为空，但列不能少。`,
  en: `The column ${column} is missing; a column must be there even where its cells may be empty.`,
});

const twice = (line: number, heading: string, { column, term }: Told): ImportFault => ({
  line,
  column: heading,
  rule: 'column.twice',
  zh: `「${term}」（${column}）一列出现了两次。`,
  en: `The column ${column} occurs twice.`,
});
