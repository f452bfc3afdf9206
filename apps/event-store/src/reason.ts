import type { Arguments } from './arguments.cli';

interface Fault {
  readonly name: string;
  readonly message: string;
}

type Explanation = (fault: Fault, asked: Arguments) => string;

/** What the operating system or the store calls it, and what a person can do about it. */
const EXPLANATIONS: readonly (readonly [RegExp, Explanation])[] = [
  [/cannot be read/, ({ message }) => `文件不能读取。\n${message}`],
  [
    /EADDRINUSE/,
    (_, { host, port }) =>
      `端口 ${host}:${port} 已被占用，请换 --port 或停止占用它的程序。\nThe port ${host}:${port} is taken: choose another --port or stop what uses it.`,
  ],
  [/EADDRNOTAVAIL|ENOTFOUND/, (_, { host }) => `本机没有地址 ${host}。\nThis machine has no address ${host}.`],
  [
    /EACCES.*bind|bind.*EACCES|EACCES.*listen/,
    (_, { port }) => `无权监听端口 ${port}。\nThe port ${port} may not be listened on.`,
  ],
  [/^StoreLocked/, ({ message }, { data }) => `数据目录 ${data} 正被另一进程使用。\n${message}`],
  [/^DamagedStore/, ({ message }, { data }) => `数据目录 ${data} 中的文件不能使用，未作任何改动。\n${message}`],
  [
    /^StorageRefused|EACCES|EPERM|EROFS|ENOTDIR|ENOSPC|EEXIST/,
    ({ message }, { data }) => `数据目录 ${data} 不可写。\nThe data directory ${data} cannot be written to: ${message}`,
  ],
  [/^NotProtected/, ({ message }) => `为免数据外露，拒绝启动：其他机器可达的地址须有证书与用户。\n${message}`],
];

/** In Chinese first, English beneath. */
export function reasonOf(error: unknown, asked: Arguments): string {
  const fault = error instanceof Error ? error : new Error(String(error));
  const text = `${fault.name} ${fault.message}`;
  const explain = EXPLANATIONS.find(([pattern]) => pattern.test(text))?.[1];
  return explain ? explain(fault, asked) : `事件库不能启动。\nThe event store cannot start: ${fault.message}`;
}
