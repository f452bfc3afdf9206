import { Command, InvalidArgumentError, Option } from 'commander';
import { followOperation, type Operation } from './projections/follow-operation';
import { ReadSideClient, SaidNo } from './projections/read-side-client';

const EXIT = { refused: 1, outOfReach: 2 } as const;

type Given = Readonly<{ side: string; url: string; reason: string; build?: number; wait: boolean }>;

/** `npm run projections -- list --side court`: 0 done, 1 refused, failed or not the same, 2 out of reach. */
function main(): Promise<unknown> {
  const program = new Command('projections').description(
    '查看、操作读侧的投影（FUYUAN_URL；FUYUAN_ACCOUNT 与 FUYUAN_PASSWORD，或 FUYUAN_TOKEN）。\nShows and operates the projections of a read side.',
  );
  const question = (named: string, said: string) =>
    program
      .command(named)
      .description(said)
      .addOption(new Option('--side <side>', '读侧 which read side').choices(SIDES).makeOptionMandatory())
      .option('--url <url>', '地址 where it is', process.env['FUYUAN_URL'] ?? 'http://127.0.0.1:3000');
  const act = (named: string, said: string) =>
    question(named, said)
      .requiredOption('--reason <text>', '理由，随操作留存 why; kept')
      .option('--no-wait', '不等结果 do not wait for what comes of it');
  const any = ['--build <n>', '构建编号，默认正在使用的 which build; the live one', whole] as const;
  const that = ['--build <n>', '构建编号 which build', whole] as const;

  question('list', '全部投影 all projections').action((given: Given) => show(given, 'projections'));
  question('show <name>', '各次构建与滞后 its builds, and how far behind').action((name: string, given: Given) =>
    show(given, `projections/${name}`),
  );
  question('parked <name>', '停滞的记录 records that are stuck')
    .option(...any)
    .action((name: string, given: Given) => show(given, `projections/${name}/parked${of(given)}`));
  question('operations [id]', '操作记录 what operators asked for').action((id: string | undefined, given: Given) =>
    show(given, id === undefined ? 'operations' : `operations/${id}`),
  );
  act('rebuild <name>', '另建一次并逐行比对 a new build, compared').action((name: string, given: Given) =>
    operate(given, `${name}/rebuild`),
  );
  act('verify <name>', '从头重读并核验 reads everything again and compares')
    .option(...any)
    .action((name: string, given: Given) => operate(given, `${name}/verify`));
  for (const [verb, said] of Object.entries(OF_A_BUILD)) {
    act(`${verb} <name>`, said)
      .requiredOption(...that)
      .action((name: string, given: Given) => operate(given, `${name}/${verb}`));
  }
  for (const [verb, [where, said]] of Object.entries(OF_A_RECORD)) {
    act(`${verb} <name> <recordId>`, said)
      .option(...any)
      .action((name: string, id: string, given: Given) =>
        operate(given, `${name}/${where}/${encodeURIComponent(id)}/${verb}`),
      );
  }
  return program.parseAsync();
}

const SIDES = ['court', 'procuratorate', 'government'];
const OF_A_BUILD = {
  compare: '与正在使用的逐行比对 with the live one, row by row',
  switch: '切换到该构建 from now on this one is asked',
  drop: '删除该构建 remove it',
};
const OF_A_RECORD = {
  retry: ['parked', '重试停滞的记录 try a stuck record again'],
  skip: ['parked', '略过使其停滞的一条消息 leave out the message at which it is stuck'],
  replay: ['records', '重写一条记录的各行 write the rows of a record again'],
} as const;

function whole(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('须为正整数 a whole number from 1');
  return Number(text);
}

const of = ({ build }: Given): string => (build === undefined ? '' : `?build=${build}`);

const clientOf = ({ url, side }: Given): ReadSideClient => {
  const { FUYUAN_ACCOUNT: account, FUYUAN_PASSWORD: password, FUYUAN_TOKEN: token } = process.env;
  return new ReadSideClient({ url, side, account, password, token });
};

const print = (said: unknown): void => void process.stdout.write(`${JSON.stringify(said, null, 2)}\n`);

async function show(given: Given, path: string): Promise<void> {
  print(await clientOf(given).get(path));
}

async function operate(given: Given, path: string): Promise<void> {
  const client = clientOf(given);
  const { reason, build } = given;
  const begun = await client.post(`projections/${path}`, { reason, ...(build === undefined ? {} : { build }) });
  const operation = begun as unknown as Operation;
  const ended = given.wait ? await followOperation(client, operation) : operation;
  print(ended);
  if (ended.status === 'failed' || ended.result?.['isSame'] === false) process.exitCode = EXIT.refused;
}

main().catch((error: Error & { cause?: Error }) => {
  const said =
    error instanceof SaidNo
      ? JSON.stringify(error.said, null, 2)
      : `${error.message}${error.cause ? `（${error.cause.message}）` : ''}`;
  process.stderr.write(`${said}\n`);
  process.exit(error instanceof SaidNo ? EXIT.refused : EXIT.outOfReach);
});
