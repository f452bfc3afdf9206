import type { Bilingual } from '@fuyuan/platform';
import type { ImportStopped, Sent } from '../import/send-rows';
import { reasonWords } from '../import/words';
import type { JudgedList } from './judge-members';

export const checkedWords = ({ rows, sound, wrong }: JudgedList): Bilingual => ({
  zh: `核对完毕：共 ${rows} 行，可登记 ${sound} 个单位，有误 ${wrong} 行。`,
  en: `Checked: ${rows} rows, ${sound} units to record, ${wrong} wrong.`,
});

export const notAskedWords = (parents: number): Bilingual => ({
  zh: `有 ${parents} 个上级单位不在本文件中；没有给出账号和口令，未向府院通查询其是否登记。`,
  en: `${parents} parents are not in this file; without account and password the exchange was not asked for them.`,
});

type Result = Readonly<{ sent: Readonly<Sent>; wrong: number; seconds: number }>;

export const doneWords = ({ sent, wrong, seconds }: Result): Bilingual => {
  const { recorded, already, refused } = sent;
  const rate = Math.round((recorded + already + refused) / Math.max(seconds, 0.001));
  return {
    zh:
      `导入完成：新登记 ${recorded} 个单位，此前已登记 ${already} 个，被拒绝 ${refused} 个，` +
      `略过有误 ${wrong} 行；用时 ${seconds.toFixed(1)} 秒，每秒 ${rate} 个。`,
    en:
      `Imported: ${recorded} units new, ${already} recorded before, ${refused} refused, ` +
      `skipped ${wrong} wrong rows; ${seconds.toFixed(1)} s, ${rate} a second.`,
  };
};

/** Said whenever the import ends before its end. A unit and its officers are one act, so nothing is half done. */
export const goOnWords = ({ recorded, already }: Readonly<Sent>): Bilingual => ({
  zh: `到此为止：新登记 ${recorded} 个单位，此前已登记 ${already} 个。再次运行同一命令即可接着导入，不会重复登记。`,
  en: `So far: ${recorded} units new, ${already} recorded before. Run the same command again to go on; nothing is recorded twice.`,
});

type Refusal = Readonly<{ line: number; unitId: string; name: string; rule: string; why: string }>;

export const refusedWords = ({ line, unitId, name, rule, why }: Refusal): Bilingual => ({
  zh: `第 ${line} 行 ${name}（${unitId}）被拒绝：${why}（${rule}）`,
  en: `line ${line} ${name} (${unitId}) was refused: ${why} (${rule})`,
});

/** Why the import ended at this row. */
export const stoppedWords = ({ at, cause }: ImportStopped): Bilingual => {
  const reason = reasonWords(cause);
  return {
    zh: `导入在第 ${at.line} 行 ${at.title} 停止：${reason.zh}`,
    en: `The import stopped at line ${at.line}, ${at.title}: ${reason.en}`,
  };
};

export const reportedWords = (path: string): Bilingual => ({
  zh: `每一行的结果见 ${path}。`,
  en: `What became of each row stands in ${path}.`,
});
