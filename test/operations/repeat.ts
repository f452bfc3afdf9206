import { isDeepStrictEqual } from 'node:util';
import { toldBy, type Act, type ActBook, type Entry } from './act-book';
import type { Answer } from './running/http-call';
import { until } from './running/until';
import type { Town } from './town';

const AT_ONCE = 16;

/** Sends each again, word for word, and names every answer that is not the first one. */
export async function repeat(town: Town, entries: readonly Entry[]): Promise<string[]> {
  const differences: string[] = [];
  await each(entries, async ({ act, told }) => {
    const again = toldBy(await answered(town, act));
    if (!isDeepStrictEqual(again, told)) {
      differences.push(`${act.path} (${act.key}): first ${JSON.stringify(told)}, now ${JSON.stringify(again)}`);
    }
  });
  return differences;
}

/** Sends again what nobody answered, as a caller does whose line broke. What remains unsettled is a fault. */
export async function settle(town: Town, book: ActBook): Promise<string[]> {
  await each(book.of('unsettled'), async (entry) => book.answered(entry, await answered(town, entry.act)));
  return book.of('unsettled').map(({ act }) => `${act.path} (${act.key}) is still not answered`);
}

/** 503 is no answer to the act: it says that the act is to be sent again. */
const answered = (town: Town, act: Act): Promise<Answer> =>
  until(`an answer to POST ${act.path}`, async () => {
    const answer = await town.perform(act);
    return answer.status === 503 ? undefined : answer;
  });

async function each(entries: readonly Entry[], send: (entry: Entry) => Promise<void>): Promise<void> {
  const left = [...entries];
  const worker = async () => {
    for (let entry = left.pop(); entry; entry = left.pop()) await send(entry);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
