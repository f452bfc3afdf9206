import type { Bilingual } from './bilingual';

/** One kind of refusal: its status and its words. `detail` may hold `{name}` to be filled. */
export type ProblemKind = Readonly<{ status: number; title: Bilingual; detail: Bilingual }>;

/** Lets a table of refusals be read as a list: status, title, detail. */
export const problemKind = (status: number, title: Bilingual, detail: Bilingual): ProblemKind => ({
  status,
  title,
  detail,
});
