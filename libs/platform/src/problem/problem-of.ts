import { HttpException } from '@nestjs/common';
import { ValidationFailed } from '../validation/fault';
import { Problem } from './problem';
import type { ProblemCatalogue } from './problem-catalogue';

/** What Fastify refuses by itself, by its error codes. */
const BY_FASTIFY_CODE: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'empty-body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_BAD_URL: 'malformed-url',
  FST_ERR_MAX_PARAM_LENGTH: 'url-too-long',
  FST_ERR_NOT_FOUND: 'not-found',
};

const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  408: 'request-timeout',
  409: 'conflict',
  413: 'body-too-large',
  414: 'url-too-long',
  415: 'unsupported-media-type',
  422: 'unprocessable',
  429: 'too-many-requests',
  431: 'headers-too-large',
  503: 'unavailable',
};

/** The refusal that an error means: the app's own mappers first, then ours; whatever is unknown is our fault. */
export function problemOf(error: unknown, catalogue: ProblemCatalogue): Problem {
  if (error instanceof Problem) return error;

  return (
    catalogue.mapped(error) ??
    invalid(error) ??
    broken(error, catalogue) ??
    refusedByFramework(error) ??
    new Problem('internal-error', { cause: error })
  );
}

const invalid = (error: unknown): Problem | undefined =>
  error instanceof ValidationFailed ? new Problem('invalid-request', { errors: error.faults }) : undefined;

/** A rule of the model: known by its shape, since this room knows no model. */
function broken(error: unknown, catalogue: ProblemCatalogue): Problem | undefined {
  const { name, rule, message } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (name !== 'RuleBroken' || typeof rule !== 'string') return undefined;

  const detail = catalogue.sentenceOf(rule) ?? { zh: String(message), en: String(message) };
  return new Problem('rule-broken', { detail, members: { rule } });
}

function refusedByFramework(error: unknown): Problem | undefined {
  if (error instanceof HttpException) return byStatus(error.getStatus(), error);
  if (!(error instanceof Error)) return undefined;

  const { code, statusCode } = error as Error & { code?: unknown; statusCode?: unknown };
  const named = typeof code === 'string' ? BY_FASTIFY_CODE[code] : undefined;
  if (named) return new Problem(named, { cause: error });
  return typeof statusCode === 'number' && statusCode < 500 ? byStatus(statusCode, error) : undefined;
}

const byStatus = (status: number, cause: Error): Problem | undefined => {
  const code = BY_STATUS[status];
  return code ? new Problem(code, { cause }) : undefined;
};
