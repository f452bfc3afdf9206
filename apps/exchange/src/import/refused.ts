import { type Answer, objectIn } from './http-ask';

/** The exchange answered, and the answer was no. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    /** The code of the problem (RFC 9457); `not-an-exchange` where the answer was none. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The exchange did not answer for as long as the caller was ready to wait. */
export class ExchangeAway extends Error {
  override readonly name = 'ExchangeAway';
}

/** Reads the refusal (RFC 9457), with each field at fault; an answer of another kind is quoted. */
export function refusedBy(answer: Answer): Refused {
  const { status, text } = answer;
  const { code, detail, errors } = objectIn(answer);
  if (typeof code !== 'string') {
    return new Refused(status, 'not-an-exchange', `HTTP ${status} ${text.slice(0, 200)}`.trim());
  }
  return new Refused(status, code, [typeof detail === 'string' ? detail : '', ...fieldsIn(errors)].join(' ').trim());
}

const fieldsIn = (errors: unknown): string[] =>
  Array.isArray(errors)
    ? (errors as Readonly<Record<string, unknown>>[]).map(
        ({ field, message }) => `${String(field)}: ${String(message)}`,
      )
    : [];
