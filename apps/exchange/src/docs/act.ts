import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  getSchemaPath,
} from '@nestjs/swagger';
import { NothingNewView, ReceiptView } from '../request/receipt.view';
import { NOT_LET_IN, NOT_UNDERSTOOD, RefusedWith } from './refused-with';

/** What is told of an act. */
export type ActDocs = Readonly<{
  summary: string;
  description: string;
  body: Type;
  /** Whole bodies that the exchange accepts, by a short name; a journey sends each of them. */
  examples: Readonly<Record<string, { summary: string; value: object }>>;
  /** The rules of the model that may forbid the act, beside those that hold for every act. */
  rules: readonly string[];
  /** Whether the act makes a record. */
  makes?: boolean;
}>;

/** What every act may be refused with. */
export const EVERY_ACT = [
  ...NOT_UNDERSTOOD,
  'malformed-json',
  'repeated-member',
  'body-too-complex',
  'empty-body',
  'idempotency-key',
  'if-match',
  ...NOT_LET_IN,
  'concurrency-conflict',
  'revision-mismatch',
  'body-too-large',
  'act-too-large',
  'unsupported-media-type',
  'request-reused',
  'internal-error',
  'store-unavailable',
  'act.no-legal-basis',
  'act.in-the-future',
];

const ETAG = { ETag: { description: '记录版本 · Revision of the record', schema: { type: 'string', example: '"0"' } } };
const REPLAYED = {
  'Idempotent-Replayed': {
    description: '重发的请求，回执即首次的回执 · The request was recorded before; this is its first receipt',
    schema: { type: 'string', enum: ['true'] },
  },
};
const LOCATION = {
  Location: { description: '新记录的地址 · Where the new record is read', schema: { type: 'string' } },
};

/** Tells of one act: its headers, bodies, receipts and every refusal. */
export const Act = ({ summary, description, body, examples, rules, makes = false }: ActDocs): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(NothingNewView),
    ApiOperation({ summary, description }),
    ApiBearerAuth(),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description:
        '幂等键：1 至 128 个可见 ASCII 字符；范围为账号与记录；重发同一请求用同一个键，得到同一回执 · The same key and body get the same receipt',
      schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[\\x21-\\x7e]+$' },
      example: '2026-03-02-0001',
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: '仅当记录处于该版本时办理 · Only if the record stands at this revision',
      schema: { type: 'string', pattern: '^"\\d+"$', example: '"0"' },
    }),
    ApiHeader({
      name: 'X-Correlation-Id',
      required: false,
      description: '关联编号，随事件保存 · Kept with the events',
      schema: { type: 'string', maxLength: 128, pattern: '^[A-Za-z0-9._-]+$' },
    }),
    ApiBody({ type: body, examples: { ...examples } }),
    ApiCreatedResponse({
      type: ReceiptView,
      description: '已记录，回执 · Recorded; the receipt',
      headers: { ...ETAG, ...REPLAYED, ...(makes ? LOCATION : {}) },
    }),
    ApiOkResponse({ description: '记录早已如此 · Nothing new', schema: { $ref: getSchemaPath(NothingNewView) } }),
    RefusedWith(...EVERY_ACT, ...rules),
  );
