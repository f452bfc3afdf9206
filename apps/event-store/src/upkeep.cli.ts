import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { hashPassword, readUsersFile, startEmbeddedEventStore, verifyEventStore } from '@fuyuan/embedded-event-store';

/** Checks a stopped store. Exit code 0 when it is whole. */
export function verify(data: string): number {
  requireStore(data);
  const { events, streams, faults } = verifyEventStore(data);
  if (faults.length === 0) {
    console.log(`数据完好 The store is whole: ${events} events, ${streams} streams`);
    return 0;
  }
  console.error(`数据有损 The store is damaged (${faults.length}):`);
  for (const fault of faults) console.error(`  ${fault}`);
  return 1;
}

/** Copies a stopped store: it is opened as a server would, which also sees that nobody else uses it. */
export async function backup(data: string, to: string): Promise<number> {
  requireStore(data);
  if (existsSync(to)) throw new Error(`${to} 已存在，不覆盖 exists and is not overwritten.`);
  const store = await startEmbeddedEventStore({ data, port: 0 });
  try {
    await store.backup(resolve(to));
  } finally {
    await store.stop();
  }
  console.log(`备份完成 backup written: ${resolve(to)}`);
  return 0;
}

/** Adds a user to the file; the password is the first line of standard input and is kept only as a hash. */
export async function addUser(name: string, file: string | undefined): Promise<number> {
  if (!file) throw new Error('--add-user 需要 needs --users FILE.');
  if (!/^[^:\s]+$/.test(name)) throw new Error(`用户名不可含冒号或空白 A user cannot be called "${name}".`);
  const known = existsSync(file) && readFileSync(file, 'utf8').trim() !== '' ? readUsersFile(file) : [];
  if (known.some((user) => user.name === name)) throw new Error(`${file} 已有用户 already has the user ${name}.`);
  if (process.stdin.isTTY) console.error(`${name} 的口令 password (then Enter, Ctrl+D):`);
  const [password = ''] = readFileSync(0, 'utf8').split(/\r?\n/);
  if (password.length < 8) throw new Error('口令至少 8 个字符 The password needs at least 8 characters.');
  appendFileSync(file, `${name}:${await hashPassword(password)}\n`, { mode: 0o600 });
  console.log(`已写入 written: ${name} → ${resolve(file)}`);
  return 0;
}

/** To look at a store must not make one. */
function requireStore(data: string): void {
  if (!existsSync(resolve(data, 'events.db'))) throw new Error(`${data} 中没有事件库 holds no event store.`);
}
