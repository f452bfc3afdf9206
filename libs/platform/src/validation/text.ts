import type { Sentence } from './fault';
import { property, type PropertyOptions } from './property';
import { type Rule, scalar } from './rule';

/** Limits count Unicode code points: 「𠮷」 is one, as a reader counts it. */
export type TextLimits = Readonly<{ min?: number; max: number; multiline?: boolean }>;

const LONE_SURROGATE = /\p{Surrogate}/u;
/** C0, DEL, C1, and the marks that reorder what a reader sees (bidirectional embeddings, overrides, isolates). */
const UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const UNSEEN_BUT_LINES = /[^\P{Cc}\t\n\r]|[\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/**
 * Words for people: at least one sign that can be seen, no control characters, no halves of characters. One line
 * loses the white space around it; of several lines nothing is taken away, since indentation may be meant.
 */
export function text({ min = 1, max, multiline = false }: TextLimits): Rule<string> {
  const unseen = multiline ? UNSEEN_BUT_LINES : UNSEEN;

  const check = (value: unknown): Sentence | undefined => {
    if (typeof value !== 'string') return NOT_TEXT;
    if (value.length > max && codePoints(value.trim()) > max) return tooLong(max);
    if (LONE_SURROGATE.test(value)) return BROKEN;
    if (unseen.test(value)) return CONTROL;

    return tooShort(value.trim(), min);
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
const BROKEN: Sentence = { rule: 'text.broken-character', zh: '含有残缺的字符。', en: 'Contains half a character.' };
const CONTROL: Sentence = {
  rule: 'text.control-character',
  zh: '不得含有控制字符或不可见的排版字符。',
  en: 'Must not contain control or invisible formatting characters.',
};
