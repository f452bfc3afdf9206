import { Command } from 'commander';
import { generationNamed } from './generation-named';

const { RELAY_URL = 'http://127.0.0.1:3001', RELAY_TOKEN = '' } = process.env;

/** What an operator asks of a running relay (RELAY_URL, RELAY_TOKEN); the answer is printed as JSON. */
function main(): Promise<unknown> {
  const relay = new Command('relay').description(
    '操作运行中的中继（RELAY_URL、RELAY_TOKEN）。\nOperates a running relay.',
  );
  const act = (name: string, said: string) => relay.command(name).description(said);
  const generation = ['--generation <n>', '第几代主题 which generation of topics', generationNamed] as const;
  act('status', '状态与滞后 how it stands, and how far behind').action(() => ask('GET', ''));
  act('pause', '暂停发布 publish nothing until resume').action(() => ask('POST', '/pause'));
  act('resume', '恢复发布 publish again').action(() => ask('POST', '/resume'));
  act('republish', '在当前一代之外重新发布一代；再次执行则继续 publish a generation anew, or go on with it')
    .requiredOption(...generation)
    .option('--after <position>', '自该位置之后；不给则从头 after it; from the beginning unless told')
    .action((given: Given) =>
      ask('POST', `/generations/${given.generation}/republish`, { after: given.after ?? null }),
    );
  act('end', '停止发布该代，内容保留 stop publishing it; its topics stay')
    .requiredOption(...generation)
    .action((given: Given) => ask('POST', `/generations/${given.generation}/end`));
  act('reconcile', '核对日志与主题；--show 查看进度与结果 compare log and topics; --show tells how far it is')
    .option(...generation)
    .option('--show')
    .action((given: Given) => (given.show ? ask('GET', '/reconcile') : ask('POST', '/reconcile', of(given))));
  return relay.parseAsync();
}

type Given = Readonly<{ generation?: number; after?: string; show?: boolean }>;
const of = ({ generation }: Given) => (generation === undefined ? {} : { generation });

async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<void> {
  const answer = await fetch(`${RELAY_URL}/v1/relay${path}`, {
    method,
    headers: { authorization: `Bearer ${RELAY_TOKEN}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  const said = text === '' ? '' : `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  (answer.ok ? process.stdout : process.stderr).write(said);
  if (!answer.ok) process.exitCode = 1;
}

main().catch((error: Error & { cause?: Error }) => {
  process.stderr.write(`${RELAY_URL}: ${error.message}${error.cause ? `（${error.cause.message}）` : ''}\n`);
  process.exit(2);
});
