import { setTimeout as pause } from 'node:timers/promises';
import { streamsOf } from '../kill-rounds';
import { Callers } from '../callers';
import type { Chance } from '../chance';
import { settle } from '../repeat';
import { atWork, type People } from '../worlds';
import type { Town } from './town';

/** Between two acts of a caller: all of what is done is read again at the end, several times. */
const PACE_MS = 100;
const CALLERS = 3;

/** Acts on notices and referrals all the time, by everyone in the town. */
export class Load {
  private working: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly people: People,
    private readonly callers: Callers,
  ) {}

  /** The units are registered, and the first records made. */
  static async settle({ people: town }: Town, chance: Chance): Promise<Load> {
    const people = await atWork(town);
    const perform: typeof town.perform = async (act, onSent) => {
      await pause(PACE_MS);
      return town.perform(act, onSent);
    };
    return new Load(people, new Callers({ ...people, town: { ...town, perform } }, chance));
  }

  begin(): void {
    this.working = this.callers.work(CALLERS, () => undefined);
  }

  /** Resolves when everything that was begun is answered. Errors: names what was not. */
  async rest(): Promise<void> {
    this.callers.stop();
    await this.working;
    const { town, book } = this.people;
    const faults = [...(await settle(town, book)), ...book.scandals];
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }

  /** The position of the last receipt that anyone got. */
  get lastPosition(): string {
    return this.people.book.receipts().reduce((last, { position }) => (isLater(position, last) ? position : last), '0');
  }

  /** The notices that were published, all of them to the court too. */
  get notices(): string[] {
    return [...streamsOf(this.people.book)].flatMap((stream) => /^lawNotice-(.+)$/.exec(stream)?.[1] ?? []).sort();
  }
}

function isLater(one: string, other: string): boolean {
  const [a = '0'] = one.split('/');
  const [b = '0'] = other.split('/');
  return BigInt(a) > BigInt(b);
}
