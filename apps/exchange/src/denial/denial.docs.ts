import type { ReadingDocs } from '../docs/reading';
import { HistoryView } from '../history/history.view';

export const denialsDocs: ReadingDocs = {
  summary: '某日的拒绝记录 · Denials of a day',
  description:
    '仅审计可见：谁在哪一规则下被拒绝了什么，一分钟内相同的合为一条并计数；没有则为空。登录时输入的未知账号名不予保存。· For the auditor alone: who was denied what under which rule, the same within a minute counted in one entry; empty where there is none. What was typed as an account that is none is not kept.',
  view: HistoryView,
};
