/** What a sentence about the refusal needs to name: the unit, the field, the date. */
export type Particulars = Readonly<Record<string, string | number>>;

/**
 * A command asked for something the law of the model forbids.
 * `rule` is stable and tested; the message may be reworded; `particulars` let the edge say it in another language.
 */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken';

  constructor(
    readonly rule: string,
    message: string,
    readonly particulars: Particulars = {},
  ) {
    super(message);
  }
}
