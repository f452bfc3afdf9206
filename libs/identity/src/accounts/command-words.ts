import type { CommanderError } from 'commander';
import { KeysFileDamaged } from '../tokens/key-ring';
import { AccountRefused } from './account-refused';
import { AccountsFileDamaged } from './accounts-file';

const NOT_UNDERSTOOD: Readonly<Record<string, string>> = {
  'commander.unknownCommand': '没有此命令',
  'commander.unknownOption': '没有此选项',
  'commander.missingArgument': '缺少参数',
  'commander.excessArguments': '参数过多',
  'commander.missingMandatoryOptionValue': '缺少必要的选项',
  'commander.optionMissingArgument': '选项缺少内容',
  'commander.invalidArgument': '内容不符合要求',
};

/** Says in both languages what was not understood. @returns the exit code; 0 where only help was asked for. */
export function notUnderstood({ code, exitCode, message }: CommanderError, errors: NodeJS.WritableStream): number {
  if (exitCode === 0) return 0;
  const words = NOT_UNDERSTOOD[code];
  if (words) errors.write(`${words}（用 --help 查看用法）。${message.replace(/^error: /, '')}\n`);
  return 2;
}

/** What is wrong with what was asked, or with a file of ours; nothing for anything else. */
export function wordsOf(error: unknown): string | undefined {
  const isTold =
    error instanceof AccountRefused || error instanceof AccountsFileDamaged || error instanceof KeysFileDamaged;
  return isTold ? error.message : undefined;
}
