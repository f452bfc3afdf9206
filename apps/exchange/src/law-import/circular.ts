import type { LegalBasis } from '@fuyuan/domain';
import { type Fault, validated, ValidationFailed } from '@fuyuan/platform';
import { OptionWrong, REQUIRED } from '../import/options';
import { PublishLawNoticeRequest } from '../law-notice/law-notice.requests';
import type { Circular } from './publication';

/** The units named by `--to`, divided by commas, each once. */
export const unitsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,，]/)
      .map((unit) => unit.trim())
      .filter((unit) => unit !== ''),
  ),
];

const ANY_NORM = { title: '·', level: 'law', change: 'promulgated', promulgatedOn: '2000-01-01' };

/**
 * Checks what all notices of the import share as the exchange will check it, before any row is read.
 *
 * @throws OptionWrong naming the option.
 */
export function circularOf(addressees: readonly string[], legalBasis: readonly LegalBasis[]): Circular {
  if (addressees.length === 0) throw new OptionWrong('--to', REQUIRED);
  if (legalBasis.length === 0) throw new OptionWrong('--legal-basis', REQUIRED);
  try {
    validated(PublishLawNoticeRequest, { norm: ANY_NORM, addressees, legalBasis });
    return { addressees, legalBasis };
  } catch (error) {
    const [fault] = error instanceof ValidationFailed ? error.faults : [];
    throw fault ? wrong(fault, addressees) : error;
  }
}

function wrong({ field, zh, en }: Fault, addressees: readonly string[]): OptionWrong {
  const [, place] = /^addressees\[(\d+)\]/.exec(field) ?? [];
  if (place === undefined)
    return new OptionWrong(field.startsWith('addressees') ? '--to' : '--legal-basis', { zh, en });

  const unit = addressees[Number(place)];
  return new OptionWrong('--to', { zh: `「${unit}」${zh}`, en: `'${unit}' ${en}` });
}
