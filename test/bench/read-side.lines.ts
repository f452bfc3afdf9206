import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES, type Family } from '@fuyuan/contracts';
import type { ProvinceMessage } from './read-side.province';

const CHUNK = 1 << 20;

/** Lays messages into a file for each family, one a line, in their order. Returns how many. */
export function layDown(folder: string, messages: Iterable<ProvinceMessage>): number {
  const files = new Map(FAMILIES.map((family) => [family, openSync(join(folder, family), 'w')]));
  const waiting = new Map<Family, string[]>(FAMILIES.map((family) => [family, []]));
  const flush = (family: Family) => {
    const lines = waiting.get(family) ?? [];
    if (lines.length > 0) writeSync(files.get(family) ?? 0, `${lines.join('\n')}\n`);
    waiting.set(family, []);
  };
  let count = 0;
  for (const { family, key, value } of messages) {
    count += 1;
    const lines = waiting.get(family);
    lines?.push(`${key}\t${value}`);
    if ((lines?.length ?? 0) >= 1_000) flush(family);
  }
  FAMILIES.forEach(flush);
  for (const file of files.values()) closeSync(file);
  return count;
}

/** What was laid down of a family; JSON has no line ends of its own. */
export function* linesOf(folder: string, family: Family): Generator<Omit<ProvinceMessage, 'family'>> {
  const file = openSync(join(folder, family), 'r');
  const chunk = Buffer.alloc(CHUNK);
  let rest = Buffer.alloc(0);
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
    const held = Buffer.concat([rest, chunk.subarray(0, read)]);
    const end = held.lastIndexOf(10) + 1;
    for (const line of held.toString('utf8', 0, end).split('\n')) {
      const tab = line.indexOf('\t');
      if (tab > 0) yield { key: line.slice(0, tab), value: line.slice(tab + 1) };
    }
    rest = Buffer.from(held.subarray(end));
  }
  closeSync(file);
}
