import type { Bilingual } from '../problem/bilingual';
import type { Sentence } from './fault';

/** What is said for the rules of class-validator; `{0}` is the rule's first limit. */
const SENTENCES: Readonly<Record<string, Bilingual>> = {
  isString: { zh: '须为文本。', en: 'Must be text.' },
  isInt: { zh: '须为整数。', en: 'Must be a whole number.' },
  isNumber: { zh: '须为数字。', en: 'Must be a number.' },
  isBoolean: { zh: '须为 true 或 false。', en: 'Must be true or false.' },
  isArray: { zh: '须为列表。', en: 'Must be a list.' },
  isObject: { zh: '须为 JSON 对象。', en: 'Must be a JSON object.' },
  isNotEmpty: { zh: '不能为空。', en: 'Must not be empty.' },
  isNotEmptyObject: { zh: '不能为空。', en: 'Must not be empty.' },
  isIn: { zh: '须为以下之一：{0}。', en: 'Must be one of: {0}.' },
  isEnum: { zh: '不在允许的取值之内。', en: 'Is not one of the allowed values.' },
  equals: { zh: '须等于 {0}。', en: 'Must be {0}.' },
  min: { zh: '不得小于 {0}。', en: 'Must not be less than {0}.' },
  max: { zh: '不得大于 {0}。', en: 'Must not be more than {0}.' },
  isPositive: { zh: '须为正数。', en: 'Must be positive.' },
  minLength: { zh: '至少 {0} 个字。', en: 'At least {0} characters.' },
  maxLength: { zh: '最多 {0} 个字。', en: 'At most {0} characters.' },
  isLength: { zh: '须为 {0} 至 {1} 个字。', en: 'Must have {0} to {1} characters.' },
  matches: { zh: '格式不正确。', en: 'Has the wrong form.' },
  isUuid: { zh: '须为 UUID。', en: 'Must be a UUID.' },
  isUrl: { zh: '须为网址。', en: 'Must be a URL.' },
  isEmail: { zh: '须为电子邮件地址。', en: 'Must be an e-mail address.' },
  isIso8601: { zh: '须为 ISO 8601 日期。', en: 'Must be an ISO 8601 date.' },
  isDateString: { zh: '须为 ISO 8601 日期。', en: 'Must be an ISO 8601 date.' },
  isPort: { zh: '须为端口号。', en: 'Must be a port number.' },
  arrayMinSize: { zh: '至少 {0} 项。', en: 'At least {0} items.' },
  arrayMaxSize: { zh: '最多 {0} 项。', en: 'At most {0} items.' },
  arrayNotEmpty: { zh: '至少 1 项。', en: 'At least 1 item.' },
  arrayUnique: { zh: '各项不得重复。', en: 'No item may occur twice.' },
};

/** The sentence for a rule of class-validator. Throws, when the class is first used, for a rule without one. */
export function sentenceFor(rule: string, limits: readonly unknown[]): Sentence {
  const words = wordsOf(rule);
  const filled = (sentence: string) =>
    sentence.replace(/\{(\d)\}/g, (_, at: string) =>
      Array.isArray(limits[Number(at)]) ? (limits[Number(at)] as unknown[]).join(', ') : String(limits[Number(at)]),
    );
  return { rule, zh: filled(words.zh), en: filled(words.en) };
}

/** Whether there are words for the rule; asked when a plan is made, so that no request meets a rule without them. */
export function wordsOf(rule: string): Bilingual {
  const words = SENTENCES[rule];
  if (!words) throw new Error(`The rule '${rule}' of class-validator has no sentence in Chinese and English yet.`);
  return words;
}
