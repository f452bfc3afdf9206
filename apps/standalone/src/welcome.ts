import { relative } from 'node:path';
import type { FirstAccounts } from '@fuyuan/identity';

export type Facts = Readonly<{
  url: string;
  dataDir: string;
  demo: boolean;
  firstAccounts: FirstAccounts;
  /** Accounts whose passwords everybody knows are in the directory. */
  hasDemoAccounts: boolean;
}>;

/** What a person reads once everything serves: where, how to sign in, where the data is, how to stop. */
export function welcome({ url, dataDir, ...facts }: Facts): string {
  const accounts = accountsCommand(dataDir);
  return [
    '',
    '府院通已就绪 · Fuyuan is ready',
    '',
    `  地址 Address          ${url}`,
    `  接口文档 API docs     ${url}/docs`,
    `  数据目录 Data         ${dataDir}`,
    ...signIn(facts, dataDir, accounts),
    `  添加账号 Add account  ${accounts} add NAME --person 姓名 --unit 单位编号 --roles officer`,
    '  停止 Stop             Ctrl+C',
    '',
    '',
  ].join('\n');
}

const COLUMN = ' '.repeat(24);

function signIn(
  { demo, firstAccounts, hasDemoAccounts }: Omit<Facts, 'url' | 'dataDir'>,
  dataDir: string,
  accounts: string,
): string[] {
  const made = firstAccounts.map(({ name, password }) => `${COLUMN}账号 account ${name}   密码 password ${password}`);
  if (made.length > 0 && !demo) {
    return [
      '  首次登录 Sign in      POST /v1/sign-in',
      ...made,
      `${COLUMN}密码只显示这一次，请立即记下 · Shown only this once; write it down now`,
    ];
  }
  return [
    '  登录 Sign in          POST /v1/sign-in',
    ...(demo ? made : []),
    `${COLUMN}账号文件 accounts ${dataDir}/accounts.json`,
    `${COLUMN}重置密码 reset     ${accounts} reset-password office`,
    ...(demo || hasDemoAccounts
      ? [`${COLUMN}含密码公开的演示账号，勿用于真实数据 · Demonstration accounts: no real data here`]
      : []),
  ];
}

/** The command as it must be typed for this data directory. */
function accountsCommand(dataDir: string): string {
  const here = relative(process.cwd(), dataDir);
  return here === 'data' ? 'npm run accounts --' : `npm run accounts -- --data ${dataDir}`;
}
