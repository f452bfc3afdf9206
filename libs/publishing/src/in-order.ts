import { publishEarlier } from './message';
import type { Owed, Published, Recorded } from './recorded';
import type { Step } from './publish';

/** Reads a record from the log: its acts from one revision until before another, in order. */
export type ReadEarlier = (owed: Owed) => AsyncIterable<Recorded> | Iterable<Recorded>;

/** Every message of a step in the order in which its topics must hold them: what is owed from before comes first. */
export async function* inOrder({ owed, published }: Step, readEarlier: ReadEarlier): AsyncGenerator<Published> {
  for (const one of owed) {
    let next = one.from;
    for await (const recorded of readEarlier(one)) {
      if (recorded.revision !== next)
        throw new Error(`${one.stream}: revision ${next} was asked for, not ${recorded.revision}.`);
      next++;
      yield publishEarlier(one, recorded);
    }
    if (next !== one.before) throw new Error(`${one.stream} ended before revision ${one.before}.`);
  }
  yield* published;
}
