import type { Sentence } from './fault';
import { property, type PropertyOptions } from './property';
import { type Rule, scalar } from './rule';

/** The first two digits of GB/T 2260: the province-level divisions of China. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);
const IDENTIFIER = '^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$';
const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';

const matching = (name: string, pattern: string, example: string, sentence: Omit<Sentence, 'rule'>): Rule<string> => {
  const form = new RegExp(pattern);
  return scalar<string>({
    name,
    schema: { type: 'string', pattern, example },
    check: (value) => (typeof value === 'string' && form.test(value) ? undefined : { rule: name, ...sentence }),
  });
};

/** An administrative division by GB/T 2260: six digits of which the first two name a province. */
export const regionCode = (): Rule<string> =>
  scalar<string>({
    name: 'region-code',
    schema: { type: 'string', pattern: '^\\d{6}$', minLength: 6, maxLength: 6, example: '410800' },
    check: (value) =>
      typeof value === 'string' && /^\d{6}$/.test(value) && PROVINCES.has(value.slice(0, 2))
        ? undefined
        : {
            rule: 'region-code',
            zh: '须为 GB/T 2260 六位行政区划代码。',
            en: 'Must be a six-digit GB/T 2260 region code.',
          },
  });

/** A name for machines: 2 to 64 of a–z, 0–9 and inner dashes. */
export const identifier = (): Rule<string> =>
  matching('identifier', IDENTIFIER, 'jiaozuo-intermediate-court', {
    zh: '须为 2 至 64 位小写字母、数字或连字符，首尾不能是连字符。',
    en: 'Must be 2 to 64 of a–z, 0–9 and dashes, with no dash at either end.',
  });

/** A UUID in lower case. */
export const uuid = (): Rule<string> =>
  matching('uuid', UUID, '0199b2f0-7c1e-7d6a-9a53-3f6f5a1c2e4d', {
    zh: '须为小写的 UUID。',
    en: 'Must be a UUID in lower case.',
  });

/** One word of a closed list. */
export const oneOf = (values: readonly string[]): Rule<string> =>
  scalar<string>({
    name: 'one-of',
    schema: { type: 'string', enum: [...values] },
    check: (value) =>
      typeof value === 'string' && values.includes(value)
        ? undefined
        : { rule: 'one-of', zh: `须为以下之一：${values.join('、')}。`, en: `Must be one of: ${values.join(', ')}.` },
  });

/** An absolute http or https address, without user or password in it. */
export const link = (): Rule<string> =>
  scalar<string>({
    name: 'link',
    schema: { type: 'string', format: 'uri', maxLength: 2048, example: 'https://flk.npc.gov.cn/' },
    check: (value) =>
      typeof value === 'string' && isLink(value)
        ? undefined
        : {
            rule: 'link',
            zh: '须为 http 或 https 网址，最长 2048 个字符。',
            en: 'Must be an http or https URL of at most 2048 characters.',
          },
  });

function isLink(value: string): boolean {
  if (value.length > 2048 || /[\s\p{Cc}\p{Surrogate}]/u.test(value) || !URL.canParse(value)) return false;
  const { protocol, username, password, hostname } = new URL(value);
  return /^https?:$/.test(protocol) && hostname !== '' && username === '' && password === '';
}

/** A property that is a region code; see `regionCode`. */
export const RegionCode = (options?: PropertyOptions): PropertyDecorator => property(regionCode(), options);

/** A property that is a name for machines; see `identifier`. */
export const Identifier = (options?: PropertyOptions): PropertyDecorator => property(identifier(), options);

/** A property that is a UUID; see `uuid`. */
export const Uuid = (options?: PropertyOptions): PropertyDecorator => property(uuid(), options);

/** A property that is one word of a closed list. */
export const OneOf = (values: readonly string[], options?: PropertyOptions): PropertyDecorator =>
  property(oneOf(values), options);

/** A property that is a web address; see `link`. */
export const Link = (options?: PropertyOptions): PropertyDecorator => property(link(), options);
