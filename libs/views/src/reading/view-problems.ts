import { Problem, problemKind as kind, type ProblemKind } from '@fuyuan/platform';
import { isOutOfReach, ViewNotReady } from '@fuyuan/read-model';

const FIRST_PAGE = {
  zh: '请不带 cursor 从第一页重新查询；cursor 只能原样用于同一查询的下一页。',
  en: 'Ask for the first page again, without a cursor: it serves, as it is, the next page of the same query only.',
};

/** What a read side may refuse beyond what the platform and the sign-in do. */
export const viewProblems = {
  'not-of-this-side': kind(
    403,
    { zh: '不属于本系统', en: 'Not of this side' },
    {
      zh: '单位 {unitId} 不属于本系统，请到本单位所属系统（法院、检察院或政府）查询。',
      en: 'The unit {unitId} does not belong to this side: ask at that of its own power.',
    },
  ),
  'not-in-sight': kind(
    404,
    { zh: '没有该记录', en: 'No such record' },
    { zh: '没有该记录，或者本单位无权知悉。', en: 'There is no such record, or it is not for your unit.' },
  ),
  'cursor-damaged': kind(400, { zh: 'cursor 已损坏', en: 'The cursor is damaged' }, FIRST_PAGE),
  'cursor-of-another-query': kind(400, { zh: 'cursor 属于另一查询', en: 'The cursor is of another query' }, FIRST_PAGE),
  'position-malformed': kind(
    400,
    { zh: 'after 不是位置', en: 'after is no position' },
    {
      zh: 'after 须为回执或消息中的 position，原样填写。',
      en: 'after must be the position of a receipt or of a message, as it stands there.',
    },
  ),
  'view-not-ready': kind(
    503,
    { zh: '视图正在建立', en: 'The view is being made' },
    {
      zh: '首次建立或版本更换需要一些时间，请稍后再试。',
      en: 'A new view takes a while to be made. Try again shortly.',
    },
  ),
  'view-out-of-reach': kind(
    503,
    { zh: '视图暂时无法查询', en: 'The view cannot be asked now' },
    {
      zh: '存放视图的数据库暂时连接不上或连接已满。记录并未丢失，请稍后再查。',
      en: 'Its database is away, or takes no more connections. Nothing is lost: ask again shortly.',
    },
  ),
  'view-behind': kind(
    504,
    { zh: '视图尚未包含该记录', en: 'The view does not include it yet' },
    {
      zh: '已等待 {seconds} 秒，视图尚未包含位置 {position}。记录并未丢失，请稍后再查。',
      en: 'After {seconds} seconds the view does not include position {position}. Nothing is lost: ask again shortly.',
    },
  ),
} satisfies Record<string, ProblemKind>;

const SHORTLY = { 'retry-after': '2' };

/** For `ProblemCatalogue.map`. */
export function viewProblemOf(error: unknown): Problem | undefined {
  if (error instanceof ViewNotReady)
    return new Problem('view-not-ready', { headers: SHORTLY, members: { view: error.projection } });
  return isOutOfReach(error) ? new Problem('view-out-of-reach', { headers: SHORTLY, cause: error }) : undefined;
}
