import { relative } from 'node:path';
import type { FirstAccounts } from '@fuyuan/identity';
import { DEMO_PASSWORD, demoAccounts } from './demo/demo-accounts';

export type Facts = Readonly<{
  url: string;
  /** The address it listens on. */
  host: string;
  dataDir: string;
  demo: boolean;
  firstAccounts: FirstAccounts;
  /** Accounts whose passwords everybody knows are in the directory. */
  hasDemoAccounts: boolean;
  /** The issuer whose tokens are taken, where people sign in instead of here. */
  issuer?: string | undefined;
}>;

/** What a person reads once everything serves: where, how to sign in, where the data is, how to stop. */
export function welcome({ url, host, dataDir, ...facts }: Facts): string {
  return [
    '',
    '府院通已就绪 · Fuyuan is ready',
    '',
    `  地址 Address          ${url}`,
    ...(isLoopback(host) ? [] : [OPEN_TO_OTHERS]),
    `  接口文档 API docs     ${url}/docs`,
    `  数据目录 Data         ${dataDir}`,
    ...(facts.issuer === undefined ? ownAccounts(facts, dataDir) : signInAt(facts.issuer)),
    '  停止 Stop             Ctrl+C',
    '',
    '',
  ].join('\n');
}

const COLUMN = ' '.repeat(24);

type SignIn = Pick<Facts, 'demo' | 'firstAccounts' | 'hasDemoAccounts'>;

const isLoopback = (host: string): boolean => /^(127\.|::1$|localhost$)/.test(host);

const OPEN_TO_OTHERS = `${COLUMN}其他机器可访问；请置于 HTTPS 反向代理之后 · Open to other machines: put it behind HTTPS`;

const signInAt = (issuer: string): string[] => [
  `  登录 Sign in          ${issuer}`,
  `${COLUMN}统一身份认证；本系统的账号不用 · Another issuer; accounts of this system are not in use`,
];

function ownAccounts(facts: SignIn, dataDir: string): string[] {
  const accounts = accountsCommand(dataDir);
  return [
    ...signIn(facts, dataDir, accounts),
    `  添加账号 Add account  ${accounts} add NAME --person 姓名 --unit 单位编号 --roles officer`,
  ];
}

function signIn({ demo, firstAccounts, hasDemoAccounts }: SignIn, dataDir: string, command: string): string[] {
  if (firstAccounts.length > 0 && !demo) {
    return [
      '  首次登录 Sign in      POST /v1/sign-in',
      ...firstAccounts.map(({ name, password }) => `${COLUMN}账号 account ${name}   密码 password ${password}`),
      `${COLUMN}密码只显示这一次，请立即记下 · Shown only this once; write it down now`,
    ];
  }
  return [
    '  登录 Sign in          POST /v1/sign-in',
    ...(demo ? DEMO : []),
    `${COLUMN}账号文件 accounts ${dataDir}/accounts.json`,
    `${COLUMN}重置密码 reset     ${command} reset-password office`,
    ...(demo || hasDemoAccounts ? [WARNING] : []),
  ];
}

const DEMO = [
  `${COLUMN}演示账号 accounts ${demoAccounts.map(({ name }) => name).join(' ')}`,
  `${COLUMN}密码 password     ${DEMO_PASSWORD}`,
];
const WARNING = `${COLUMN}含密码公开的演示账号，勿用于真实数据 · Demonstration accounts: no real data here`;

/** The command as it must be typed for this data directory. */
function accountsCommand(dataDir: string): string {
  const here = relative(process.cwd(), dataDir);
  return here === 'data' ? 'npm run accounts --' : `npm run accounts -- --data ${dataDir}`;
}
