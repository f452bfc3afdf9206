/** Between the columns of a row; nobody can ask for it. */
const BOUNDARY = '\u0001';

/**
 * So much of a row is searched, in signs: the whole of nearly every act and norm. What follows in a longer one, such as a
 * code of a thousand articles, is not found by its words.
 */
export const SEARCHED_SIGNS = 20_000;

/** Letter case, width and white space aside: what looks the same is found the same. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cc}]+/gu, ' ');

/** The text of a row, in which is searched. */
export const searchText = (columns: readonly (string | number | null | undefined)[]): string =>
  beginning(columns.map((text) => folded(beginning(String(text ?? '')))).join(BOUNDARY));

/** No half of a sign at its end. */
const beginning = (text: string): string =>
  text.length <= SEARCHED_SIGNS ? text : text.slice(0, SEARCHED_SIGNS).replace(/[\ud800-\udbff]$/, '');

/** What is asked for, as `searchText` would have it; empty where nothing is. */
export const askedText = (words: string): string => folded(words).trim();
