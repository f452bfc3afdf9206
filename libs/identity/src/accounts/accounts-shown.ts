import type { Account } from './account';
import { AccountRefused } from './account-refused';
import type { AccountsContent } from './accounts-file';

/** One line for each account, its parts set apart by tabs. */
export const listOf = (accounts: readonly Account[]): string =>
  accounts
    .map(({ name, person, unit, roles, disabled, createdAt }) =>
      [name, person, unit, roles.join(','), createdAt.slice(0, 10), disabled ? '已停用 closed' : '']
        .join('\t')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');

/** One account, a line for each part. Throws AccountRefused when there is none of that name. */
export function cardOf(name: string, { accounts, changes }: AccountsContent): string {
  const account = accounts.find((each) => each.name === name);
  if (!account) throw new AccountRefused(`没有此账号。name: '${name}' is unknown`);

  const { person, unit, roles, createdAt, passwordChangedAt, disabled } = account;
  const waiting = changes.filter((change) => change.account === name).length;
  return [
    `账号 account\t${name}`,
    `姓名 person\t${person}`,
    `单位 unit\t${unit}`,
    `角色 roles\t${roles.join(',')}`,
    `状态 state\t${disabled ? '已停用 closed' : '启用 open'}`,
    `开立 opened\t${createdAt}`,
    `设密 password set\t${passwordChangedAt}`,
    `待入日志的变更 changes not on record yet\t${waiting}`,
    '',
  ].join('\n');
}
