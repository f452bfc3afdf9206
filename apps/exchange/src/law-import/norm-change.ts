import type { LawNotices } from '@fuyuan/domain';

const CHANGES: Readonly<Record<string, LawNotices.NormChange>> = {
  修正: 'amended',
  修改: 'amended',
  修订: 'revised',
  废止: 'repealed',
};
const ACT = /修正|修改|修订|废止/g;
/** 「……的决定修正》」: the mark stands on the wrong side of the act, which happens in published histories. */
const ACT_BEFORE_CLOSING_MARK = /(修正|修订|废止)[》〉）)。]*$/;

/**
 * What the last act in a norm's history (沿革) did to it. Its acts stand in order, divided by `；`. What is written
 * between 《 and 》 is a title, not an act: 《关于废止和修改部分行政法规的决定》修订 is a revision. A history without
 * such an act tells of a promulgation.
 */
export function changeOf(history: string): LawNotices.NormChange {
  const last = history
    .split(/[；;\n]/)
    .map((act) => lastWordOutsideTitles(act) ?? ACT_BEFORE_CLOSING_MARK.exec(act)?.[1])
    .findLast((word) => word !== undefined);

  return CHANGES[last ?? ''] ?? 'promulgated';
}

const lastWordOutsideTitles = (act: string): string | undefined => withoutTitles(act).match(ACT)?.at(-1);

/** Titles hold titles, so the marks are counted. A title that is never closed runs to the end: the text was cut there. */
function withoutTitles(act: string): string {
  let depth = 0;
  let outside = '';
  for (const sign of act) {
    if (sign === '《') depth += 1;
    else if (sign === '》') depth = Math.max(0, depth - 1);
    else if (depth === 0) outside += sign;
  }
  return outside;
}
