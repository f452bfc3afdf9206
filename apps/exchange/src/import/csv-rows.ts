import { Readable, pipeline } from 'node:stream';
import type { Sentence } from '@fuyuan/platform';
import { CsvError, parse } from 'csv-parse';
import { FileUnreadable, type ImportFault } from './import-fault';
import { textOf, type TextEncoding } from './text-encoding';

/** One row as it stands in the file; `line` (from 1) is where it begins, since a quoted cell may go over many lines. */
export type CsvRow = Readonly<{ line: number; cells: readonly string[] }>;

type Parsed = { record: string[]; info: { lines: number } };

/** A text of 200,000 characters fits; a quote that is never closed does not swallow the memory. */
const MOST_BYTES_IN_A_ROW = 2 * 1024 * 1024;

/**
 * The rows of a CSV file (RFC 4180) one after another, the header among them, empty lines left out.
 *
 * @throws FileUnreadable naming the line, where the quotes of a row are not those of CSV.
 */
export async function* csvRows(path: string, encoding: TextEncoding): AsyncGenerator<CsvRow> {
  // An error overtakes the rows that are parsed and not yet taken, so the parser itself says how far it came.
  let parsedLines = 0;
  const parser = parse({
    bom: true,
    info: true,
    on_record: (record: string[], { lines }) => {
      parsedLines = lines;
      return record;
    },
    record_delimiter: '\n',
    relax_column_count: true,
    max_record_size: MOST_BYTES_IN_A_ROW,
  });
  // Errors of the source destroy the parser, and so reach the loop.
  pipeline(Readable.from(textOf(path, encoding)), parser, () => undefined);

  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (record.length > 1 || record[0]?.trim()) yield { line, cells: record };
      line = info.lines + 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? new FileUnreadable([faultOf(error, parsedLines + 1)]) : error;
  }
}

const faultOf = ({ code, message }: CsvError, line: number): ImportFault => {
  const sentence = SENTENCES[code] ?? {
    rule: 'csv.malformed',
    zh: `不是合法的 CSV：${message}`,
    en: `Not valid CSV: ${message}`,
  };
  return { line, column: '', ...sentence };
};

const STRAY_QUOTE: Sentence = {
  rule: 'csv.stray-quote',
  zh: '引号位置不对：含引号的单元格须整格加引号，格内引号写两次。',
  en: 'A quote stands where it may not: quote the whole cell, and write quotes within it twice.',
};

/** By the codes of csv-parse. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  CSV_QUOTE_NOT_CLOSED: {
    rule: 'csv.quote-not-closed',
    zh: '此行有引号直到文件末尾都没有闭合。',
    en: 'A quote opened in this row is not closed before the end of the file.',
  },
  CSV_MAX_RECORD_SIZE: {
    rule: 'csv.row-too-long',
    zh: '此行超过 2 MiB；可能有引号没有闭合。',
    en: 'This row is longer than 2 MiB; a quote may not be closed.',
  },
  CSV_INVALID_CLOSING_QUOTE: STRAY_QUOTE,
  INVALID_OPENING_QUOTE: STRAY_QUOTE,
};
