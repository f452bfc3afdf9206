import type { ReadingDocs } from '../docs/reading';
import { HistoryView } from '../history/history.view';

export const accountHistoryDocs: ReadingDocs = {
  summary: '账号沿革 · History of an account',
  description:
    '依次列出账号的开立、角色、单位、密码设置和停用；不含密码和姓名。手工改动账号文件的，记为 AccountFoundChanged。审计可查全部账号；办公室可查本地区各单位的账号，其他账号视同不存在。· Every change to an account in order, without passwords and names of persons; what was edited by hand in the accounts file is AccountFoundChanged. The auditor sees all; the office those of units of its region, and no others exist for it.',
  view: HistoryView,
};
