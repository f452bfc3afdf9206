import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { isRole, type Role } from '../actor';
import { AccountRefused, Accounts } from './accounts';
import { AccountsFileDamaged } from './accounts-file';
import { type AccountsIo, askPassword } from './ask-password';
import { randomPassword } from './password';

type AddOptions = Readonly<{ person: string; unit: string; roles: Role[]; generate?: true }>;

const TERMINAL: AccountsIo = { input: process.stdin, output: process.stdout, errors: process.stderr };

/**
 * `add | list | disable | enable | reset-password`: administers the accounts of a data directory, whether or not the
 * process that uses it runs. Passwords are asked for without echo, read from a pipe, or made and shown once.
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
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof AccountRefused) && !(error instanceof AccountsFileDamaged)) throw error;
    io.errors.write(`${error.message}\n`);
    return 1;
  }
}

function program(dataDir: string, io: AccountsIo): Command {
  const accounts = () => Accounts.open(dataDir);
  const root = new Command('accounts')
    .description('管理账号 Administers accounts')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.output.write(text),
      writeErr: (text) => void io.errors.write(text),
    });

  root
    .command('add <name>')
    .description('新增账号 Adds an account')
    .requiredOption('--person <name>', '姓名 the name of the person')
    .requiredOption('--unit <id>', '单位编号 the id of the unit')
    .requiredOption('--roles <list>', '角色 office,officer,auditor', rolesOf)
    .option('--generate', '生成随机密码并显示一次 make a password and show it once')
    .action(async (name: string, { generate, ...who }: AddOptions) => {
      const password = await passwordFor(generate, io);
      await (await accounts()).add({ name, ...who, password });
      io.output.write(done(name, '已新增 added', generate && password));
    });
  root
    .command('list')
    .description('列出账号 Lists accounts')
    .action(async () => void io.output.write(listOf(await accounts())));
  root
    .command('reset-password <name>')
    .description('重置密码，此前签发的令牌一律失效 Sets a new password; tokens issued before are refused')
    .option('--generate', '生成随机密码并显示一次 make a password and show it once')
    .action(async (name: string, { generate }: Pick<AddOptions, 'generate'>) => {
      const password = await passwordFor(generate, io);
      await (await accounts()).resetPassword(name, password);
      io.output.write(done(name, '密码已重置 password reset', generate && password));
    });
  for (const [word, disabled, says, outcome] of SWITCHES) {
    root
      .command(`${word} <name>`)
      .description(says)
      .action(async (name: string) => {
        await (await accounts()).setDisabled(name, disabled);
        io.output.write(done(name, outcome));
      });
  }
  return root;
}

const SWITCHES = [
  ['disable', true, '停用账号，其令牌随即失效 Shuts an account out, its tokens included', '已停用 disabled'],
  ['enable', false, '重新启用账号 Lets an account in again', '已启用 enabled'],
] as const;

const passwordFor = async (generate: true | undefined, io: AccountsIo): Promise<string> =>
  generate ? randomPassword() : askPassword(io);

const done = (name: string, what: string, password?: string): string =>
  `${name}: ${what}\n${password ? `密码（仅显示一次）password, shown once: ${password}\n` : ''}`;

function rolesOf(text: string): Role[] {
  const roles = text.split(',').map((word) => word.trim());
  if (!roles.every(isRole)) throw new InvalidArgumentError('角色 roles: office, officer, auditor');
  return roles;
}

const listOf = (accounts: Accounts): string =>
  accounts
    .all()
    .map(({ name, person, unit, roles, disabled, createdAt }) =>
      [name, person, unit, roles.join(','), createdAt.slice(0, 10), disabled ? '已停用 disabled' : '']
        .join('\t')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
