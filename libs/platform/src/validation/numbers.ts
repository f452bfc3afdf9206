import { property, type PropertyOptions } from './property';
import { type Rule, scalar } from './rule';

export type WholeLimits = Readonly<{ min?: number; max?: number }>;

/** A whole number within limits (both included). From text, decimal digits are taken; from JSON, numbers only. */
export const whole = ({ min = 0, max = Number.MAX_SAFE_INTEGER }: WholeLimits = {}): Rule<number> =>
  scalar<number>({
    name: 'whole',
    schema: { type: 'integer', minimum: min, maximum: max },
    fromText: (text) => (/^-?\d{1,16}$/.test(text) ? Number(text) : text),
    check: (value) =>
      Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
        ? undefined
        : { rule: 'whole', zh: `须为 ${min} 至 ${max} 的整数。`, en: `Must be a whole number from ${min} to ${max}.` },
  });

const WORDS: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

/** Yes or no. From text: true, false, 1, 0. */
export const flag = (): Rule<boolean> =>
  scalar<boolean>({
    name: 'flag',
    schema: { type: 'boolean' },
    fromText: (text) => (Object.hasOwn(WORDS, text) ? WORDS[text] : text),
    check: (value) =>
      typeof value === 'boolean'
        ? undefined
        : { rule: 'flag', zh: '须为 true 或 false。', en: 'Must be true or false.' },
  });

/** A property that is a whole number; see `whole`. */
export const Whole = ({ min, max, ...options }: WholeLimits & PropertyOptions = {}): PropertyDecorator =>
  property(whole({ ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }), options);

/** A property that is yes or no; see `flag`. */
export const Flag = (options?: PropertyOptions): PropertyDecorator => property(flag(), options);
