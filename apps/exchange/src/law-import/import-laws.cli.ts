import { Command, InvalidArgumentError } from 'commander';
import { ExchangeConfig } from '../exchange.config';
import { importLaws } from './import-laws';
import { circularOf, legalBasisOf, OptionWrong, unitsOf, urlOption, wholeOption } from './import-options';
import { EXIT, type ImportRequest, Terminal } from './import-request';
import { isLoopback } from './loopback';
import { passwordFrom } from './password';
import { languageOfTerminal, plainHttpWords, reasonWords, stoppingWords } from './words';

type Options = {
  url: string;
  account?: string;
  passwordStdin?: true;
  to?: string;
  legalBasis: string[];
  skipBad?: true;
  dryRun?: true;
  concurrency: string;
  patience: string;
};

const DEFAULT_URL = `http://127.0.0.1:${new ExchangeConfig().httpPort}`;

const program = new Command('import:laws')
  .description(
    '把 CSV 文件中的法律法规逐件作为法规更新通报发布，受文单位由 --to 指定。\n' +
      'Publishes each norm of a CSV file as a law notice to the units named by --to.',
  )
  .argument('<file>', 'CSV 文件，UTF-8 或 GB18030 · CSV file')
  .option('--to <unitId,unitId>', '受文单位编号，逗号分隔（必填）· addressed units (required)')
  .option(
    '--legal-basis <norm[:article]>',
    '法律依据，可重复（必填）· legal basis, repeatable (required)',
    collected,
    [],
  )
  .option('--url <url>', '府院通地址 · the exchange', process.env.FUYUAN_URL ?? DEFAULT_URL)
  .option('--account <name>', '账号，或环境变量 FUYUAN_ACCOUNT · account, or FUYUAN_ACCOUNT')
  .option(
    '--password-stdin',
    '从标准输入读口令，否则用 FUYUAN_PASSWORD · read the password from stdin, else FUYUAN_PASSWORD',
  )
  .option('--skip-bad', '略过有误的行 · leave wrong rows out')
  .option('--dry-run', '只核对文件，不发送 · only check the file')
  .option('--concurrency <n>', '同时发送的请求数，1 至 256 · requests at a time', '16')
  .option('--patience <seconds>', '府院通无应答时最多等待的秒数 · how long to wait for an exchange that is away', '60');

function collected(text: string, earlier: string[]): string[] {
  if (text.trim() === '') throw new InvalidArgumentError('不能为空 · must not be blank');
  return [...earlier, text];
}

async function requestOf(path: string, options: Options): Promise<ImportRequest> {
  const concurrency = wholeOption('--concurrency', options.concurrency, [1, 256]);
  const patienceMs = wholeOption('--patience', options.patience, [0, 86_400]) * 1000;
  const skipBad = options.skipBad === true;
  if (options.dryRun) {
    return { path, circular: { addressees: [], legalBasis: [] }, skipBad, concurrency, exchange: null };
  }
  const circular = circularOf(unitsOf(options.to ?? ''), options.legalBasis.map(legalBasisOf));
  const url = urlOption(options.url);
  const account = options.account ?? process.env.FUYUAN_ACCOUNT;
  if (!account)
    throw new OptionWrong('--account', {
      zh: '必须给出，或设 FUYUAN_ACCOUNT。',
      en: 'Is required, or FUYUAN_ACCOUNT.',
    });
  const password = await passwordFrom(options.passwordStdin === true, process.env, process.stdin);
  return { path, circular, skipBad, concurrency, exchange: { url, account, password, patienceMs } };
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

async function run(path: string, options: Options): Promise<number> {
  const terminal = new Terminal(process.stdout, process.stderr, languageOfTerminal(process.env));
  try {
    const request = await requestOf(path, options);
    const url = request.exchange?.url;
    if (url?.protocol === 'http:' && !isLoopback(url.hostname)) terminal.warn(plainHttpWords);
    return await importLaws({ request, terminal, stop: stopOnSignal(terminal) });
  } catch (error) {
    if (error instanceof OptionWrong) {
      terminal.warn({ zh: `${error.option}：${error.words.zh}`, en: `${error.option}: ${error.words.en}` });
      return EXIT.usage;
    }
    terminal.warn(unopened(error, path) ?? reasonWords(error));
    return EXIT.refused;
  }
}

const unopened = (error: unknown, path: string): { zh: string; en: string } | undefined => {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === 'open' || syscall === 'stat' || syscall === 'read'
    ? { zh: `无法读取文件 ${path}（${code}）。`, en: `The file ${path} cannot be read (${code}).` }
    : undefined;
};

void program
  .action(async (path: string, options: Options) => {
    process.exitCode = await run(path, options);
  })
  .parseAsync();
