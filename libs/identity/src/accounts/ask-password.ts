import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { AccountRefused } from './account-refused';

/** Where a command reads and speaks. */
export type AccountsIo = Readonly<{
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream;
  errors: NodeJS.WritableStream;
}>;

/** From a terminal: asked twice, without echo. From a pipe: the first line. Throws AccountRefused. */
export async function askPassword({ input, output }: AccountsIo): Promise<string> {
  if (!input.isTTY) return firstLine(input);

  const password = await hidden('密码 Password: ', input, output);
  const again = await hidden('再次输入 Again: ', input, output);
  if (password !== again) throw new AccountRefused('两次输入不一致。The two differ.');
  return password;
}

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) return line;
  throw new AccountRefused('没有读到密码。No password was given.');
}

function hidden(question: string, input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<string> {
  output.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: nowhere, terminal: true });

  return new Promise((resolve, reject) => {
    reader.question('', (answer) => {
      output.write('\n');
      resolve(answer);
      reader.close();
    });
    reader.once('SIGINT', () => {
      reader.close();
      reject(new AccountRefused('已取消。Cancelled.'));
    });
  });
}
