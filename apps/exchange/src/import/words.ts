import type { Bilingual } from '@fuyuan/platform';
import type { ImportFault } from './import-fault';
import { ExchangeAway, Refused } from './refused';
import type { Sent } from './send-rows';

/** 「第 949 行 effectiveOn：……（norm.effective-before-promulgated）」 */
export const faultWords = ({ line, column, rule, zh, en }: ImportFault): Bilingual => ({
  zh: `第 ${line} 行${column === '' ? '' : ` ${column}`}：${zh}（${rule}）`,
  en: `line ${line}${column === '' ? '' : ` ${column}`}: ${en} (${rule})`,
});

export const nothingSentWords: Bilingual = {
  zh: '没有登记任何内容。请改正上述各行后重试，或加 --skip-bad 略过有误的行。',
  en: 'Nothing was sent. Correct the rows above and try again, or leave the wrong ones out with --skip-bad.',
};

export const stoppedEarlyWords: Bilingual = {
  zh: '核对中途停止，没有登记任何内容。',
  en: 'Stopped while checking; nothing was sent.',
};

export const skippedWords = (wrong: number): Bilingual => ({
  zh: `以下 ${wrong} 行有误，已略过：`,
  en: `These ${wrong} rows are wrong and were left out:`,
});

/** Said whenever an import ends before its end. */
export const goOnWords = ({ recorded, already }: Readonly<Sent>): Bilingual => ({
  zh: `到此为止：新登记 ${recorded} 件，此前已登记 ${already} 件。再次运行同一命令即可接着导入，不会重复登记。`,
  en: `So far: ${recorded} new, ${already} recorded before. Run the same command again to go on; nothing is recorded twice.`,
});

export const waitingWords = (reason: string): Bilingual => ({
  zh: `府院通暂时无法应答（${reason}），正在等待重试……`,
  en: `The exchange does not answer (${reason}); waiting to try again …`,
});

/** What the exchange, or the way to it, said. */
export function reasonWords(error: unknown): Bilingual {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Refused) {
    return { zh: `府院通拒绝（${error.code}）：${message}`, en: `refused (${error.code}): ${message}` };
  }
  if (error instanceof ExchangeAway) {
    return { zh: `等待多时，府院通仍未应答（${message}）。`, en: `the exchange did not answer in time (${message}).` };
  }
  return { zh: `无法连接府院通（${message}）。`, en: `the exchange cannot be reached (${message}).` };
}

export const changedWords: Bilingual = {
  zh: '导入期间文件被改动，请核对文件后重新运行。',
  en: 'The file was written to during the import; look at it and run the import again.',
};

export const stoppingWords: Bilingual = {
  zh: '正在停止：等待已发出的请求得到答复。再按一次 Ctrl-C 立即退出。',
  en: 'Stopping: waiting for what is under way. Press Ctrl-C again to leave at once.',
};

export const plainHttpWords: Bilingual = {
  zh: '注意：口令和内容将以明文发送到另一台机器；请改用 https。',
  en: 'Take care: the password and the content go to another machine unencrypted; use https.',
};
