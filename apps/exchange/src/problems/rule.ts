import type { Bilingual, ProblemKind } from '@fuyuan/platform';

/** A rule of the model that forbids an act: 409 unless said otherwise. `{name}` is filled from the rule's particulars. */
export const rule = (title: Bilingual, detail: Bilingual): ProblemKind => ({ status: 409, title, detail });
