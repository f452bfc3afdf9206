import type { Sentence } from './fault';
import { property, type PropertyOptions } from './property';
import { type Rule, scalar } from './rule';
import { faultInLine, faultInLines } from './signs';

/** Limits count Unicode code points: 「𠮷」 is one, as a reader counts it. */
export type TextLimits = Readonly<{ min?: number; max: number; multiline?: boolean }>;

/**
 * Words for people: at least one sign that can be seen, no control characters, no halves of characters, no marks that
 * turn the text around; see `signs.ts`. One line, a name or a title, loses the white space around it, and must
 * besides say the same to the eye and to a search. Of several lines nothing is taken away: a full text is kept as it was
 * published. Nothing is ever put right silently: what is not in order is refused.
 */
export function text({ min = 1, max, multiline = false }: TextLimits): Rule<string> {
  const faultIn = multiline ? faultInLines : faultInLine;

  const check = (value: unknown): Sentence | undefined => {
    if (typeof value !== 'string') return NOT_TEXT;
    if (value.length > max && codePoints(value.trim()) > max) return tooLong(max);

    return faultIn(value) ?? tooShort(value.trim(), min);
  };
  return scalar<string>({
    name: 'text',
    schema: { type: 'string', minLength: min, maxLength: max },
    check,
    ...(multiline ? {} : { keep: (value) => value.trim() }),
  });
}

/** A property of words; see `text`. */
export const Text = ({ min, max, multiline, ...options }: TextLimits & PropertyOptions): PropertyDecorator =>
  property(text({ max, ...(min === undefined ? {} : { min }), ...(multiline ? { multiline } : {}) }), options);

const tooShort = (trimmed: string, min: number): Sentence | undefined => {
  if (trimmed === '' && min > 0) return BLANK;
  if (trimmed.length >= 2 * min || codePoints(trimmed) >= min) return undefined;

  return { rule: 'text.too-short', zh: `至少 ${min} 个字。`, en: `At least ${min} characters.` };
};

const tooLong = (max: number): Sentence => ({
  rule: 'text.too-long',
  zh: `最多 ${max} 个字。`,
  en: `At most ${max} characters.`,
});

function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

const NOT_TEXT: Sentence = { rule: 'text', zh: '须为文本。', en: 'Must be text.' };
const BLANK: Sentence = { rule: 'text.blank', zh: '不能为空白。', en: 'Must not be blank.' };
