import { type FileHandle, open, realpath } from 'node:fs/promises';
import type { Language } from '@fuyuan/platform';
import type { ImportFault } from '../import/import-fault';
import { OptionWrong } from '../import/options';
import type { Outcome } from '../import/send-rows';
import type { JudgedList, SoundMember } from './judge-members';
import type { Told } from './send-members';

type Result = Outcome | 'wrong' | 'not-sent';

type Line = Readonly<{ line: number; unitId: string; name: string; result: Result; rule: string; why: string }>;

/** What became of every row, in the order of the file. */
export class RowResults {
  private readonly lines = new Map<number, Line>();

  constructor({ waves, faults }: JudgedList, language: Language) {
    for (const { line, unitId, title } of waves.flat()) {
      this.lines.set(line, { line, unitId, name: title, result: 'not-sent', rule: '', why: '' });
    }
    for (const fault of faults) this.addFault(fault, language);
  }

  tell({ line, unitId, title }: SoundMember, { outcome, rule, why }: Told): void {
    this.lines.set(line, { line, unitId, name: title, result: outcome, rule, why });
  }

  get refused(): readonly Line[] {
    return this.inOrder.filter(({ result }) => result === 'refused');
  }

  get inOrder(): readonly Line[] {
    return [...this.lines.values()].sort((a, b) => a.line - b.line);
  }

  private addFault({ line, column, rule, ...words }: ImportFault, language: Language): void {
    const earlier = this.lines.get(line);
    const why = `${column}${column === '' ? '' : ': '}${words[language]}`;
    const rules = earlier?.rule ? `${earlier.rule}; ${rule}` : rule;
    const whys = earlier?.why ? `${earlier.why}; ${why}` : why;
    this.lines.set(line, { line, unitId: '', name: '', result: 'wrong', rule: rules, why: whys });
  }
}

const RESULTS: Readonly<Record<Result, Readonly<Record<Language, string>>>> = {
  recorded: { zh: '新登记', en: 'recorded' },
  already: { zh: '此前已登记', en: 'already so' },
  refused: { zh: '被拒绝', en: 'refused' },
  wrong: { zh: '有误', en: 'wrong' },
  'not-sent': { zh: '未发送', en: 'not sent' },
};
const HEADER = {
  zh: ['行', '单位编号', '单位名称', '结果', '规则', '说明'],
  en: ['line', 'id', 'name', 'result', 'rule', 'why'],
};

/** The report as CSV, in UTF-8 with a byte-order mark, which spreadsheets need to read Chinese. */
export function reportText(lines: readonly Line[], language: Language): string {
  const rows = lines.map(({ line, unitId, name, result, rule, why }) =>
    [String(line), unitId, name, RESULTS[result][language], rule, why].map(quoted).join(','),
  );
  return `\uFEFF${[HEADER[language].join(','), ...rows, ''].join('\r\n')}`;
}

/** A spreadsheet runs what begins like a formula; an apostrophe before it keeps it text. */
const quoted = (cell: string): string => {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Opens the report before anything is sent, so that results find their place. Never the list itself. */
export async function openReport(path: string, listPath: string): Promise<FileHandle> {
  const same = await Promise.all([realpath(path), realpath(listPath)]).then(
    ([report, list]) => report === list,
    () => false,
  );
  if (same) throw new OptionWrong('--report', { zh: '不能写入名单文件本身。', en: 'Must not be the list itself.' });
  try {
    return await open(path, 'w');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OptionWrong('--report', { zh: `无法写入 ${path}（${code}）。`, en: `Cannot write ${path} (${code}).` });
  }
}
