import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { AUDIENCES } from '@fuyuan/contracts';
import { Address, configOf } from '@fuyuan/platform';
import { preparePostgres } from '@fuyuan/read-model';

class DatabasesConfig {
  /** An account that may make roles and schemas: `postgres://ADMIN:PASSWORD@HOST/DATABASE`. */
  @Address(['postgres', 'postgresql'])
  databaseAdminUrl!: string;
}

/** A password that a file holds ends with a line, or does not. */
const secretIn = (file: string): string => readFileSync(file, 'utf8').replace(/\r?\n$/, '');

/** `npm run databases [-- --apply]`: for every read side a role and a schema of its own in one PostgreSQL. */
async function main(): Promise<void> {
  const command = new Command('databases')
    .description(
      '在同一 PostgreSQL 中为各读侧建立各自的角色和模式，可重复执行。\nMakes a role and a schema of its own for every read side; can be done again.',
    )
    .option('--apply', '执行；不给则只显示 do it; otherwise only told')
    .option(
      '--passwords <dir>',
      '目录，含 court_database_password 等口令文件 folder with a file of the password of each side, <side>_database_password',
      '/run/secrets',
    )
    .parse();
  const { apply = false, passwords } = command.opts<{ apply?: boolean; passwords: string }>();
  const { databaseAdminUrl: adminUrl } = configOf(DatabasesConfig);
  const sides = AUDIENCES.map((name) => ({ name, password: secretIn(join(passwords, `${name}_database_password`)) }));
  const empty = sides.filter(({ password }) => password === '').map(({ name }) => name);
  if (empty.length > 0) throw new Error(`口令为空 an empty password: ${empty.join()}`);
  const done = await preparePostgres(adminUrl, sides, { apply });
  const end = apply ? '已执行。 Done.' : '未执行；执行请加 --apply。 Not done; --apply does it.';
  process.stdout.write(`${[...done, end].join('\n')}\n`);
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
