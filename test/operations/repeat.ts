import { isDeepStrictEqual } from 'node:util';
import { toldBy, type ActBook, type Entry } from './act-book';
import type { Town } from './town';

const AT_ONCE = 16;

/** Sends each again, word for word, and names every answer that is not the first one. */
export async function repeat(town: Town, entries: readonly Entry[]): Promise<string[]> {
  const differences: string[] = [];
  await each(entries, async ({ act, told }) => {
    const again = toldBy(await town.perform(act));
    if (!isDeepStrictEqual(again, told)) {
      differences.push(`${act.path} (${act.key}): first ${JSON.stringify(told)}, now ${JSON.stringify(again)}`);
    }
  });
  return differences;
}

/** Sends again what nobody answered, as a caller does whose line broke. What remains unsettled is a fault. */
export async function settle(town: Town, book: ActBook): Promise<string[]> {
  await each(book.of('unsettled'), async (entry) => book.answered(entry, await town.perform(entry.act)));
  return book.of('unsettled').map(({ act }) => `${act.path} (${act.key}) is still not answered`);
}

async function each(entries: readonly Entry[], send: (entry: Entry) => Promise<void>): Promise<void> {
  const left = [...entries];
  const worker = async () => {
    for (let entry = left.pop(); entry; entry = left.pop()) await send(entry);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
