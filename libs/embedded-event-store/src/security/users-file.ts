import { readFileSync } from 'node:fs';
import type { StoreUser } from '../options';
import { parsePasswordHash } from './password';

/**
 * Reads who may connect: a line each, `name:scrypt$…`; empty lines and lines that begin with # are left out.
 *
 * @throws Error that names the file and the line
 */
export function readUsersFile(path: string): StoreUser[] {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  const users = lines.flatMap((line, index) => userOf(line.trim(), `${path}, line ${index + 1}`));
  if (users.length === 0) throw new Error(`${path} names no user: write a line name:hash for each.`);
  checkUsers(users);
  return users;
}

/** @throws Error when a name is doubled or cannot be sent, or a hash is none */
export function checkUsers(users: readonly StoreUser[]): void {
  const names = new Set<string>();
  for (const { name, passwordHash } of users) {
    if (name === '' || name.includes(':')) throw new Error(`A user cannot be called "${name}".`);
    if (names.has(name)) throw new Error(`The user ${name} is named twice.`);
    if (!parsePasswordHash(passwordHash)) throw new Error(`The password hash of ${name} cannot be read.`);
    names.add(name);
  }
}

function userOf(line: string, place: string): StoreUser[] {
  if (line === '' || line.startsWith('#')) return [];
  const colon = line.indexOf(':');
  const [name, passwordHash] = [line.slice(0, colon), line.slice(colon + 1)];
  if (colon < 1 || !parsePasswordHash(passwordHash)) {
    throw new Error(`${place}: expected name:scrypt$N$r$p$salt$hash.`);
  }
  return [{ name, passwordHash }];
}
