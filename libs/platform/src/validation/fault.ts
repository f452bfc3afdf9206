import type { Bilingual } from '../problem/bilingual';

/** Why one value is refused: the rule's name, stable, and its sentence in both languages. */
export type Sentence = Readonly<{ rule: string }> & Bilingual;

/** A sentence and the field it speaks of, e.g. `norm.promulgatedOn` or `parties[2].name`; `''` is the whole body. */
export type Fault = Readonly<{ field: string }> & Sentence;

/** A request that breaks the form its class describes. */
export class ValidationFailed extends Error {
  override readonly name = 'ValidationFailed';

  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(({ field, en }) => `${field}: ${en}`).join('; '));
  }
}
