import { type Command, InvalidArgumentError } from 'commander';
import { ExchangeConfig } from '../exchange.config';
import { EXIT, type ImportRequest } from './import-run';
import { isLoopback } from './loopback';
import { OptionWrong, urlOption, wholeOption } from './options';
import { passwordFrom } from './password';
import { languageOfTerminal, Terminal } from './terminal';
import { plainHttpWords, reasonWords, stoppingWords } from './words';

/** What every import is asked with. */
export type ImportOptions = Readonly<{
  url: string;
  account?: string;
  passwordStdin?: true;
  skipBad?: true;
  dryRun?: true;
  concurrency: string;
  patience: string;
}>;

const DEFAULT_URL = `http://127.0.0.1:${new ExchangeConfig().httpPort}`;

export const withImportOptions = (command: Command): Command =>
  command
    .option('--url <url>', '府院通地址 · the exchange', process.env.FUYUAN_URL ?? DEFAULT_URL)
    .option('--account <name>', '账号，或环境变量 FUYUAN_ACCOUNT · account, or FUYUAN_ACCOUNT')
    .option(
      '--password-stdin',
      '从标准输入读口令，否则用 FUYUAN_PASSWORD；统一身份认证的令牌用 FUYUAN_TOKEN · read the password from stdin, else FUYUAN_PASSWORD; FUYUAN_TOKEN is a token of another issuer',
    )
    .option('--skip-bad', '略过有误的行 · leave wrong rows out')
    .option('--dry-run', '只核对文件，不发送 · only check the file')
    .option('--concurrency <n>', '同时发送的请求数，1 至 256 · requests at a time', '16')
    .option(
      '--patience <seconds>',
      '府院通无应答时最多等待的秒数 · how long to wait for an exchange that is away',
      '60',
    );

/** Gathers an option that may be repeated. */
export function collected(text: string, earlier: string[]): string[] {
  if (text.trim() === '') throw new InvalidArgumentError('不能为空 · must not be blank');
  return [...earlier, text];
}

/** Reads what every import is asked with. A dry run asks the exchange only where account and password are given. */
export async function importRequestOf(path: string, options: ImportOptions): Promise<ImportRequest> {
  const concurrency = wholeOption('--concurrency', options.concurrency, [1, 256]);
  const patienceMs = wholeOption('--patience', options.patience, [0, 86_400]) * 1000;
  const dryRun = options.dryRun === true;
  const common = { path, skipBad: options.skipBad === true, dryRun, concurrency };

  const account = options.account ?? process.env.FUYUAN_ACCOUNT;
  const token = process.env.FUYUAN_TOKEN;
  const isPasswordGiven = options.passwordStdin === true || Boolean(process.env.FUYUAN_PASSWORD);
  if (dryRun && !token && !(account && isPasswordGiven)) return { ...common, exchange: null };

  const url = urlOption(options.url);
  if (token) return { ...common, exchange: { url, account: '', password: '', token, patienceMs } };
  if (!account)
    throw new OptionWrong('--account', {
      zh: '必须给出，或设 FUYUAN_ACCOUNT。',
      en: 'Is required, or FUYUAN_ACCOUNT.',
    });
  const password = await passwordFrom(options.passwordStdin === true, process.env, process.stdin);
  return { ...common, exchange: { url, account, password, patienceMs } };
}

/** The first Ctrl-C stops in good order, the second at once. */
function stopOnSignal(terminal: Terminal): AbortSignal {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    terminal.warn(stoppingWords);
    stop.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return stop.signal;
}

/** Reads the request, does what is asked, and says in one line what stands in the way. Answers the exit code. */
export async function runImport<Request extends ImportRequest>(
  asked: () => Promise<Request>,
  perform: (run: { request: Request; terminal: Terminal; stop: AbortSignal }) => Promise<number>,
): Promise<number> {
  const terminal = new Terminal(process.stdout, process.stderr, languageOfTerminal(process.env));
  try {
    const request = await asked();
    const url = request.exchange?.url;
    if (url?.protocol === 'http:' && !isLoopback(url.hostname)) terminal.warn(plainHttpWords);
    return await perform({ request, terminal, stop: stopOnSignal(terminal) });
  } catch (error) {
    if (error instanceof OptionWrong) {
      terminal.warn({ zh: `${error.option}：${error.words.zh}`, en: `${error.option}: ${error.words.en}` });
      return EXIT.usage;
    }
    terminal.warn(unopened(error) ?? reasonWords(error));
    return EXIT.refused;
  }
}

const unopened = (error: unknown): { zh: string; en: string } | undefined => {
  const { code, syscall, path = '' } = error as NodeJS.ErrnoException;
  return syscall === 'open' || syscall === 'stat' || syscall === 'read'
    ? { zh: `无法读取文件 ${path}（${code}）。`, en: `The file ${path} cannot be read (${code}).` }
    : undefined;
};
