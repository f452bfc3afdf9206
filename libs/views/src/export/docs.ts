import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { OneOf } from '@fuyuan/platform';
import { Refusable } from '../reading/docs';
import { EXPORT_FORMATS, MEDIA_TYPES } from './hand-out';

/** In which form a list is handed out. */
export const Format = (): PropertyDecorator =>
  OneOf(EXPORT_FORMATS, {
    optional: true,
    description: '`xlsx` Excel 工作簿；`csv` 带 BOM 的 UTF-8 文本 · An Excel workbook, or UTF-8 text with a BOM',
    example: 'xlsx',
  });

/** Tells of an endpoint that hands out a list whole. */
export const HandedOut = ({ summary }: Readonly<{ summary: string }>) =>
  applyDecorators(
    ApiOperation({
      summary,
      description:
        '条件、可见范围与列表相同，不分页；文件边查边写，时间为北京时间。· The same filters and sight as the list, whole. Written while it is read; times are those of Asia/Shanghai.',
    }),
    ApiBearerAuth(),
    ApiOkResponse({
      description: '文件 · The file',
      content: {
        [MEDIA_TYPES.xlsx]: { schema: { type: 'string', format: 'binary' } },
        'text/csv': { schema: { type: 'string' } },
      },
    }),
    Refusable(),
  );
