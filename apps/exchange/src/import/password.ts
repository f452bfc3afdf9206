import { OptionWrong } from './options';

const MOST_CHARACTERS = 1024;

/**
 * The password, from the first line of standard input or from the environment: never from an argument, where every
 * user of the machine could read it.
 */
export async function passwordFrom(
  stdin: boolean,
  { FUYUAN_PASSWORD }: NodeJS.ProcessEnv,
  input: AsyncIterable<string | Buffer>,
): Promise<string> {
  const password = stdin ? await firstLine(input) : FUYUAN_PASSWORD;
  if (password) return password;

  throw new OptionWrong('--password-stdin', {
    zh: '没有口令：请由标准输入给出，或设环境变量 FUYUAN_PASSWORD。',
    en: 'There is no password: give it on standard input, or in the environment as FUYUAN_PASSWORD.',
  });
}

async function firstLine(input: AsyncIterable<string | Buffer>): Promise<string> {
  let text = '';
  for await (const piece of input) {
    text += piece.toString();
    if (text.includes('\n') || text.length > MOST_CHARACTERS) break;
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}
