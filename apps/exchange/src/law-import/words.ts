import type { Bilingual } from '@fuyuan/platform';
import type { ImportStopped, Sent } from '../import/send-rows';
import { reasonWords } from '../import/words';
import type { Checked } from './check-norms';

export const checkedWords = ({ rows, sound, repeated, wrong }: Checked): Bilingual => ({
  zh: `核对完毕：共 ${rows} 行，可登记 ${sound} 件，重复 ${repeated} 行，有误 ${wrong} 行。`,
  en: `Checked: ${rows} rows, ${sound} norms to record, ${repeated} repeated, ${wrong} wrong.`,
});

export type Result = Readonly<{ sent: Readonly<Sent>; checked: Checked; seconds: number }>;

export const doneWords = ({ sent, checked, seconds }: Result): Bilingual => {
  const rate = Math.round((sent.recorded + sent.already) / Math.max(seconds, 0.001));
  const { repeated, wrong } = checked;
  return {
    zh:
      `导入完成：新登记 ${sent.recorded} 件，此前已登记 ${sent.already} 件，` +
      `略过有误 ${wrong} 行、重复 ${repeated} 行；用时 ${seconds.toFixed(1)} 秒，每秒 ${rate} 件。`,
    en:
      `Imported: ${sent.recorded} new, ${sent.already} recorded before, ` +
      `skipped ${wrong} wrong and ${repeated} repeated; ${seconds.toFixed(1)} s, ${rate} a second.`,
  };
};

/** Why the import ended at this row. */
export const stoppedWords = ({ at, cause }: ImportStopped): Bilingual => {
  const reason = reasonWords(cause);
  return {
    zh: `导入在第 ${at.line} 行《${at.title}》停止：${reason.zh}`,
    en: `The import stopped at line ${at.line}, ${at.title}: ${reason.en}`,
  };
};
