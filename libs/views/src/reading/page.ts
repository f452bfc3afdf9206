import { Text, Whole } from '@fuyuan/platform';
import { cursorOf, type Keys, type Question } from './cursor';

/** Waits so long for a view to hold what was just recorded, in seconds, unless another time is asked for. */
const WAIT = 5;

/** What every view can be asked: that it holds what was recorded before. */
export class FreshQuery {
  @Text({
    max: 41,
    optional: true,
    description:
      '须包含该位置（回执中的 position）及以前的全部记录 · The answer must include this position of a receipt',
    example: '1024',
  })
  after?: string;

  @Whole({ min: 0, max: 30, optional: true, description: '最多等待秒数 · Wait so many seconds', example: WAIT })
  wait = WAIT;
}

/** What every list can be asked besides. */
export const Limit = (): PropertyDecorator =>
  Whole({ min: 1, max: 200, optional: true, description: '每页条数 · How many on a page', example: 50 });

export const Cursor = (): PropertyDecorator =>
  Text({ max: 2_000, optional: true, description: '上一页的 next · `next` of the page before' });

/** Part of a list; `next` is `null` where nothing follows. */
export type Page<Item> = Readonly<{ items: readonly Item[]; next: string | null }>;

/** Of one row more than asked for, the page and where the next one begins. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  { question, keysOf }: Readonly<{ question: Question; keysOf: (row: Row) => Keys }>,
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? cursorOf(question, keysOf(last)) : null };
}
