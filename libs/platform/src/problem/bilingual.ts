/** The languages in which a person reads what this product says. Chinese first. */
export type Language = 'zh' | 'en';

/** The same words for a reader of Chinese and for a reader of English; `{name}` stands for a value. */
export type Bilingual = Readonly<Record<Language, string>>;

/** Puts values in the place of `{name}`. A name without a value stays as it is, so that the gap is seen. */
export const filledIn = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (gap, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : gap));
