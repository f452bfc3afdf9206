import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { isRole, type Role, ROLES } from '../actor';
import { isAccountName } from './account';
import { changer } from './account-change';
import { Accounts } from './accounts';
import { cardOf, listOf } from './accounts-shown';
import { AccountAdministration } from './administer-accounts';
import { type AccountsIo, askPassword } from './ask-password';
import { addRotateKey } from '../tokens/rotate-key-command';
import { notUnderstood, wordsOf } from './command-words';
import { randomPassword } from './password';

type OpenOptions = Readonly<{ person: string; unit: string; roles: Role[]; generate?: true }>;

/** The command as it is being put together: what its actions work on. */
type Bench = Readonly<{ root: Command; dataDir: string; io: AccountsIo; accounts: () => AccountAdministration }>;

const TERMINAL: AccountsIo = { input: process.stdin, output: process.stdout, errors: process.stderr };

/**
 * `list | show | open | close | reopen | grant-role | revoke-role | move | set-password | unlock |
 * rotate-key`: administers the
 * accounts of a data directory, whether or not the process that uses it runs. Every change is recorded in the log by
 * the exchange as soon as it runs. Passwords are asked for without echo, read from a pipe, or made and shown once.
 *
 * @returns the exit code: 0 done, 1 refused, 2 not understood.
 */
export async function accountsCommand(
  argv: readonly string[],
  dataDir: string,
  io: AccountsIo = TERMINAL,
): Promise<number> {
  try {
    await program(dataDir, io).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return notUnderstood(error, io.errors);
    const words = wordsOf(error);
    if (words === undefined) throw error;
    io.errors.write(`${words}\n`);
    return 1;
  }
}

function program(dataDir: string, io: AccountsIo): Command {
  const root = new Command('accounts')
    .description('管理账号，每次变更均记入日志 Administers accounts; every change is recorded')
    .option('--by <name>', '经手人的账号名，随变更记录 who does it, kept with the change', nameOf)
    .addHelpText('after', `\n数据目录 data directory (--data DIR, DATA_DIR): ${dataDir}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.output.write(text),
      writeErr: (text) => void io.errors.write(text),
      // Told in both languages by `notUnderstood`.
      outputError: () => undefined,
    });
  const accounts = () => new AccountAdministration(dataDir, changer(root.opts<{ by?: string }>().by ?? null));
  const bench: Bench = { root, dataDir, io, accounts };
  addShowing(bench);
  addOpening(bench);
  addPassword(bench);
  addChanges(bench);
  addRotateKey(root, dataDir, io.output);
  return root;
}

function addShowing({ root, dataDir, io }: Bench): void {
  root
    .command('list')
    .description('列出账号 Lists accounts')
    .action(async () => void io.output.write(listOf((await Accounts.open(dataDir)).all())));
  root
    .command('show <name>')
    .description('查看一个账号 Shows one account')
    .action(async (name: string) => void io.output.write(cardOf(name, await (await Accounts.open(dataDir)).content())));
}

const GENERATE = ['--generate', '生成随机密码并显示一次 make a password and show it once'] as const;

function addOpening({ root, io, accounts }: Bench): void {
  root
    .command('open <name>')
    .alias('add')
    .description('开立账号 Opens an account')
    .requiredOption('--person <name>', '姓名 the name of the person')
    .requiredOption('--unit <id>', '单位编号 the id of the unit')
    .requiredOption('--roles <list>', `角色 ${ROLES.join(',')}`, rolesOf)
    .option(...GENERATE)
    .action(async (name: string, { generate, ...who }: OpenOptions) => {
      const password = await passwordFor(generate, io);
      await accounts().open({ name, ...who, password });
      io.output.write(done(name, '已开立 opened', generate && password));
    });
}

function addPassword({ root, io, accounts }: Bench): void {
  root
    .command('set-password <name>')
    .alias('reset-password')
    .description('设置密码，此前签发的令牌一律失效 Sets a new password; tokens issued before are refused')
    .option(...GENERATE)
    .action(async (name: string, { generate }: Pick<OpenOptions, 'generate'>) => {
      const password = await passwordFor(generate, io);
      await accounts().setPassword(name, password);
      io.output.write(done(name, '密码已设置 password set', generate && password));
    });
}

function addChanges({ root, io, accounts }: Bench): void {
  const says = (name: string, outcome: string) => void io.output.write(done(name, outcome));
  root
    .command('close <name>')
    .alias('disable')
    .description('停用账号，其令牌随即失效 Shuts an account out, its tokens included')
    .action(async (name: string) => says(name, (await accounts().close(name), '已停用 closed')));
  root
    .command('reopen <name>')
    .alias('enable')
    .description('重新启用账号 Lets an account in again')
    .action(async (name: string) => says(name, (await accounts().reopen(name), '已启用 reopened')));
  root
    .command('unlock <name>')
    .description('解除因登录失败的锁定 Forgets its failed sign-ins')
    .action(async (name: string) => says(name, (await accounts().unlock(name), '已解锁 unlocked')));
  root
    .command('move <name>')
    .description('改为代表另一单位 Lets it act for another unit')
    .requiredOption('--unit <id>', '单位编号 the id of the unit')
    .action(async (name: string, { unit }: Pick<OpenOptions, 'unit'>) => {
      await accounts().move(name, unit);
      says(name, `已调至 moved to ${unit}`);
    });
  root
    .command('grant-role <name>')
    .argument('<role>', ROLES.join(', '), roleOf)
    .description('授予角色 Grants a role')
    .action(async (name: string, role: Role) => {
      await accounts().grantRole(name, role);
      says(name, `已授予 granted ${role}`);
    });
  root
    .command('revoke-role <name>')
    .argument('<role>', ROLES.join(', '), roleOf)
    .description('撤销角色 Revokes a role')
    .action(async (name: string, role: Role) => {
      await accounts().revokeRole(name, role);
      says(name, `已撤销 revoked ${role}`);
    });
}

const passwordFor = async (generate: true | undefined, io: AccountsIo): Promise<string> =>
  generate ? randomPassword() : askPassword(io);

const done = (name: string, what: string, password?: string): string =>
  `${name}: ${what}\n${password ? `密码（仅显示一次）password, shown once: ${password}\n` : ''}`;

const rolesOf = (text: string): Role[] => [...new Set(text.split(',').map((word) => roleOf(word.trim())))];

function roleOf(word: string): Role {
  if (!isRole(word)) throw new InvalidArgumentError(`角色 roles: ${ROLES.join(', ')}`);
  return word;
}

function nameOf(word: string): string {
  if (!isAccountName(word)) throw new InvalidArgumentError('账号名 an account name: a–z, 0–9, -');
  return word;
}
