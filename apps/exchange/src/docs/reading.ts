import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { NOT_LET_IN, NOT_UNDERSTOOD, RefusedWith } from './refused-with';

/** What is told of a way to read. */
export type ReadingDocs = Readonly<{ summary: string; description: string; view: Type; refusals?: readonly string[] }>;

const EVERY_READING = [...NOT_UNDERSTOOD, ...NOT_LET_IN, 'record-unknown', 'internal-error', 'store-unavailable'];

/** Tells of one way to read a record. */
export const Reading = ({ summary, description, view, refusals = [] }: ReadingDocs): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary, description }),
    ApiBearerAuth(),
    ApiOkResponse({ type: view }),
    RefusedWith(...EVERY_READING, ...refusals),
  );
