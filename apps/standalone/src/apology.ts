/** What a person reads when the process cannot start: what is wrong and what to do, without a stack. */
export function apologyFor(error: unknown): string {
  const { name, message, code } = factsOf(error);
  const known = BY_NAME[name] ?? BY_CODE[code];
  return known ? `${known(message, error)}\n` : `无法启动。Cannot start: ${message}\n`;
}

type Known = (message: string, error: unknown) => string;

const BY_NAME: Readonly<Record<string, Known>> = {
  ConfigurationInvalid: (message) => message,
  DamagedStore: (message) => `事件存储文件损坏或无法识别，未作任何改动；请从备份恢复。${message}`,
  StoreLocked: (message) => `数据目录正被另一进程使用，一个数据目录同时只能由一个进程使用。${message}`,
  StorageRefused: (message) => `无法写入数据目录，请检查磁盘空间和权限。${message}`,
  AccountsFileDamaged: (message) => message,
  NotForDemo: (message) => message,
};

const BY_CODE: Readonly<Record<string, Known>> = {
  EADDRINUSE: (_, error) =>
    `端口 ${portOf(error)} 已被占用，请用 --port 另选。The port ${portOf(error)} is taken; choose another with --port.`,
  EADDRNOTAVAIL: (message) => `本机没有这个监听地址，请检查 --host。This machine has no such address: ${message}`,
  ENOTFOUND: (message) => `无法解析监听地址，请检查 --host。The address cannot be resolved: ${message}`,
  EACCES: (message) => `没有权限。Permission denied: ${message}`,
  EPERM: (message) => `没有权限。Permission denied: ${message}`,
  EROFS: (message) => `数据目录所在的文件系统只读。The data directory is read-only: ${message}`,
  ENOTDIR: (message) => `数据目录不是目录。The data directory is not a directory: ${message}`,
  EEXIST: (message) => `数据目录不是目录。The data directory is not a directory: ${message}`,
  ENOSPC: (message) => `磁盘已满。The disk is full: ${message}`,
};

function factsOf(error: unknown): { name: string; message: string; code: string } {
  if (!(error instanceof Error)) return { name: '', message: String(error), code: '' };
  const { code } = error as NodeJS.ErrnoException;
  // Across the worker's border only name and message survive.
  return { name: error.name, message: error.message, code: code ?? /^(E[A-Z]+):/.exec(error.message)?.[1] ?? '' };
}

const portOf = (error: unknown): string => String((error as { port?: number }).port ?? '');
