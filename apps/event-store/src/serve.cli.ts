import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readUsersFile, startEmbeddedEventStore, type EmbeddedEventStore } from '@fuyuan/embedded-event-store';
import type { Arguments } from './arguments.cli';

/** Runs the store until it is told to stop. Resolves with the exit code. */
export async function serve(asked: Arguments, data: string): Promise<number> {
  const { host, port, cert, key, users, backups } = asked;
  if ((cert === undefined) !== (key === undefined)) throw new Error('--cert 与 --key 须同时给出 go together.');
  const store = await startEmbeddedEventStore({
    data,
    host,
    port,
    ...(cert && key ? { tls: { cert, key } } : {}),
    ...(users ? { users: readUsersFile(users) } : {}),
  });
  console.log(announcement(store, asked, data));
  if (backups) backupOnSignal(store, resolve(backups));
  return untilStopped(store);
}

function announcement({ address, connectionString }: EmbeddedEventStore, asked: Arguments, data: string): string {
  const { cert, users } = asked;
  const reach = cert ? `TLS${users ? '，须登录 users sign in' : ''}` : '无加密，仅限本机 no TLS, this machine only';
  const credentials = users ? connectionString.replace('esdb://', 'esdb://USER:PASSWORD@') : connectionString;
  const host = address.host === '0.0.0.0' || address.host === '::' ? 'HOST' : undefined;
  const reachable = host ? credentials.replace(/(@|\/\/)(\[[^\]]*\]|[^:@/]+):(\d+)/, `$1${host}:$3`) : credentials;
  return [
    '事件库已就绪 The event store is ready',
    `  地址 address: ${address.host}:${address.port} (${reach})`,
    `  数据目录 data: ${resolve(data)}`,
    `  连接串 connection string: ${reachable}${cert ? `&tlsCAFile=${resolve(cert)}` : ''}`,
    `  进程 process: ${process.pid}，停止 stop: Ctrl+C / SIGTERM`,
  ].join('\n');
}

function untilStopped(store: EmbeddedEventStore): Promise<number> {
  return new Promise((done) => {
    const stop = (signal: NodeJS.Signals) => {
      console.log(`收到 ${signal}，正在停止 stopping`);
      process.once(signal, () => process.exit(1));
      store.stop().then(
        () => done(0),
        (error: Error) => {
          console.error(`停止时出错 An error while stopping: ${error.message}`);
          done(1);
        },
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    void store.failed.then((error) => {
      console.error(`事件库意外终止 The event store ended: ${error.message}`);
      done(1);
    });
  });
}

function backupOnSignal(store: EmbeddedEventStore, directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  process.on('SIGUSR2', () => {
    const to = join(directory, `events-${new Date().toISOString().replaceAll(':', '')}.db`);
    store.backup(to).then(
      () => console.log(`备份完成 backup written: ${to}`),
      (error: Error) => console.error(`备份失败 The backup failed: ${error.message}`),
    );
  });
}
