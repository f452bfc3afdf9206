import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { csvOf } from './csv';
import type { Sheet } from './sheet';
import { xlsxOf } from './xlsx';

export const EXPORT_FORMATS = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8; header=present',
};

/**
 * The answer of an endpoint that hands out a list: written while it is read, so that its length does not matter. The
 * file is named after the sheet and the day (`单位-2026-03-02.xlsx`). When the caller goes away, `pages` is ended.
 */
export function handOut<Row>(
  sheet: Sheet<Row>,
  pages: AsyncIterable<readonly Row[]>,
  { format, day }: Readonly<{ format: ExportFormat; day: string }>,
): StreamableFile {
  const stream = format === 'xlsx' ? xlsxOf(sheet, pages) : Readable.from(csvOf(sheet, pages), { objectMode: false });
  return new StreamableFile(stream, {
    type: MEDIA_TYPES[format],
    disposition: attached(`${sheet.name}-${day}`, format),
  });
}

/** RFC 6266: `filename*` (RFC 5987) for whoever reads it, and before it a name in ASCII for whoever does not. */
export function attached(name: string, extension: string): string {
  const encoded = encodeURIComponent(`${name}.${extension}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const plain = name.replace(/[^\w-]+/g, '').replace(/^-+/, '');
  return `attachment; filename="export-${plain}.${extension}"; filename*=UTF-8''${encoded}`;
}
