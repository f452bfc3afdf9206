import { Command, InvalidArgumentError, Option } from 'commander';

/** What the command line asked for. */
export interface Arguments {
  readonly data?: string;
  readonly host: string;
  readonly port: number;
  readonly cert?: string;
  readonly key?: string;
  readonly users?: string;
  readonly backups?: string;
  readonly verify?: boolean;
  readonly backup?: string;
  readonly addUser?: string;
}

const EXPLANATION = `
只在本机使用，无需证书 On this machine only:
  npm run event-store -- --port 2113 --data data/events

供其他机器使用，须有证书与用户 From other machines, with TLS and users:
  npm run event-store -- --add-user office --users users.txt          （从标准输入读口令 reads the password from stdin）
  npm run event-store -- --data data/events --host 0.0.0.0 --cert cert.pem --key key.pem --users users.txt

备份 Backup:
  运行中 While it runs: 用 --backups DIR 启动，再发 SIGUSR2（kill -USR2 PID），副本写入 DIR。
                        Start it with --backups DIR and send it SIGUSR2: a copy is written to DIR, service goes on.
  停机后 When it is stopped: --backup FILE。
  恢复 Restore: 停机后把副本放为数据目录中的 events.db，并删去旧的 events.db-wal。
                Stop it, put the copy into the data directory as events.db, and remove the old events.db-wal.

任何 EventStoreDB 客户端均可使用；不支持：投影、集群、访问控制列表。
Any EventStoreDB client can use it; it has no projections, no cluster and no access control lists.`;

/** @throws CommanderError, after having printed what is wrong, or the help */
export function readArguments(argv: readonly string[]): Arguments {
  const command = new Command('event-store')
    .description(
      '独立运行的事件库：EventStoreDB 协议，SQLite 存储。\nThe event store by itself: EventStoreDB’s protocol on SQLite.',
    )
    .option('--data <dir>', '数据目录，不存在则新建 the data directory; made when it is not there')
    .option('--host <address>', '监听地址 the address to listen on', '127.0.0.1')
    .addOption(
      new Option('--port <number>', '端口，0 为任意空闲端口 the port; 0 takes any free one')
        .default(2113)
        .argParser(port),
    )
    .option('--cert <pem>', 'TLS 证书文件 the TLS certificate')
    .option('--key <pem>', 'TLS 私钥文件 its key')
    .option('--users <file>', '用户文件，每行 name:hash the users, a line name:hash each')
    .option('--backups <dir>', '收到 SIGUSR2 时把备份写到此目录 where SIGUSR2 writes a backup')
    .option('--verify', '检查数据目录（须已停机）后退出 check a stopped store, then end')
    .option('--backup <file>', '把已停机的数据复制到文件后退出 copy a stopped store to a file, then end')
    .option(
      '--add-user <name>',
      '把用户写入用户文件后退出，口令取自标准输入 add a user to the file, password from stdin',
    )
    .addHelpText('after', EXPLANATION)
    .allowExcessArguments(false)
    .exitOverride();
  return command.parse([...argv], { from: 'user' }).opts<Arguments>();
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError('0 … 65535');
  return value;
}
