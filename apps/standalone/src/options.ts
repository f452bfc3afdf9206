import { Command, CommanderError } from 'commander';
import { FeedConfig } from '@fuyuan/feed-desk';
import { configOf, ConfigurationInvalid } from '@fuyuan/platform';
import { WebhookConfig, webhookSettingsOf } from '@fuyuan/webhook-desk';
import type { WebhookSettings } from '@fuyuan/webhooks';
import { ExchangeConfig } from '../../exchange/src/exchange.config';
import { StandaloneConfig } from './standalone.config';

export type StandaloneOptions = Readonly<
  StandaloneConfig & { exchange: Readonly<ExchangeConfig>; feeds: Readonly<FeedConfig>; webhooks: WebhookSettings }
>;

/** An option is another way to set a variable, and wins over it. */
const VARIABLE_OF = { data: 'DATA_DIR', port: 'HTTP_PORT', host: 'HTTP_HOST', officeUnit: 'OFFICE_UNIT', demo: 'DEMO' };
const FLAG_OF = { data: '--data', port: '--port', host: '--host', officeUnit: '--office-unit', demo: '--demo' };

type Given = Partial<Record<keyof typeof VARIABLE_OF, string | true>>;

/** The store's address is known only once it runs. */
const NOT_YET = 'esdb://127.0.0.1:1?tls=false';

/** What was asked for, checked before anything is touched. Errors: CommanderError, ConfigurationInvalid. */
export function optionsOf(argv: readonly string[], env: NodeJS.ProcessEnv): StandaloneOptions {
  const given: Given = program().parse(argv, { from: 'user' }).opts();
  const environment = { LOG_LEVEL: 'warn', ...env, ...variablesOf(given), EVENTSTORE_CONNECTION_STRING: NOT_YET };
  try {
    const [exchange, feeds] = [configOf(ExchangeConfig, environment), configOf(FeedConfig, environment)];
    const webhooks = webhookSettingsOf(configOf(WebhookConfig, environment), exchange.dataDir);
    return { exchange, feeds, webhooks, ...configOf(StandaloneConfig, environment) };
  } catch (error) {
    throw error instanceof ConfigurationInvalid ? inWordsOfOptions(error, given) : error;
  }
}

function program(): Command {
  return new Command('npm start --')
    .description('启动府院通：一个进程，事件存储内置。Starts Fuyuan in one process with its own event store.')
    .option('--data <dir>', '数据目录，默认 ./data · data directory (DATA_DIR)')
    .option('--port <number>', '端口，默认 3000，0 为任意空闲端口 · port, 0 takes any free one (HTTP_PORT)')
    .option('--host <address>', '监听地址，默认 127.0.0.1 · address to listen on (HTTP_HOST)')
    .option('--office-unit <id>', '办公室所在单位编号，默认 office · unit that hosts the office (OFFICE_UNIT)')
    .option(
      '--demo',
      '磐石市的演示单位和密码公开的演示账号，勿用于真实数据 · organs and known accounts to look around (DEMO)',
    )
    .helpOption('-h, --help', '显示帮助 · show this')
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`选项不正确。${text.replace(/^error: /, '')}`) });
}

const variablesOf = (given: Given): Record<string, string> =>
  Object.fromEntries(
    (Object.entries(given) as [keyof Given, string | true][]).map(([name, value]) => [
      VARIABLE_OF[name],
      value === true ? 'true' : value,
    ]),
  );

/** Who wrote `--port x` is not told of HTTP_PORT. */
function inWordsOfOptions({ variables }: ConfigurationInvalid, given: Given): ConfigurationInvalid {
  const names = Object.keys(given) as (keyof Given)[];
  const reworded = variables.map((line) =>
    names.reduce(
      (text, name) => text.replace(new RegExp(`^(\\s*)${VARIABLE_OF[name]}\\b`), `$1${FLAG_OF[name]}`),
      line,
    ),
  );
  return new ConfigurationInvalid(reworded);
}

/** Help was asked for, or commander has already said what is wrong. */
export const isTold = (error: unknown): error is CommanderError => error instanceof CommanderError;
