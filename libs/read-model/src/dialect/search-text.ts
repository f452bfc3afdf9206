/** Between the columns of a row; nobody can ask for it. */
const BOUNDARY = '\u0001';

/** Letter case, width and white space aside: what looks the same is found the same. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cc}]+/gu, ' ');

/** The text of a row, in which is searched. */
export const searchText = (columns: readonly (string | number | null | undefined)[]): string =>
  columns.map((text) => folded(String(text ?? ''))).join(BOUNDARY);

/** What is asked for, as `searchText` would have it; empty where nothing is. */
export const askedText = (words: string): string => folded(words).trim();

/** Every two signs that stand beside each other, overlapping, and the last by itself. */
export function pairsOf(text: string): string[] {
  const signs = [...text];
  return signs.map((sign, at) => sign + (signs[at + 1] ?? ''));
}
