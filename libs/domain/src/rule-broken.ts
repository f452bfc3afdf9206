/** What a sentence about the refusal needs to name: the unit, the field, the date. */
export type Particulars = Readonly<Record<string, string | number>>;

/**
 * A command asked for something the law of the model forbids.
 * `rule` is stable and tested; the message may be reworded; `particulars` let the edge say it in another language.
 * It has no stack: a refusal is an answer, not a fault, and its stack would cost more than the decision.
 */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken';

  constructor(
    readonly rule: string,
    message: string,
    readonly particulars: Particulars = {},
  ) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}
