import { ActBook, receiptOf, type Act, type Entry } from './act-book';
import type { Chance } from './chance';
import { reportProgress, urge } from './referral-acts';
import { ReferralCourses, type Next } from './referral-courses';
import { ADDRESSEES, assess, correct, publish, read, signFor, type Town } from './town';

const HANDLING = [signFor, read, assess] as const;

/** Where they work, and on which records all of them act at once. */
export type Place = Readonly<{
  town: Town;
  book: ActBook;
  shared: readonly [string, ...string[]];
  sharedReferral: string;
}>;

/** Several callers at once, each with one turn under way, until they are told to stop or nobody answers. */
export class Callers {
  private stopping = false;
  private readonly notices: string[] = [];
  private number = 0;
  readonly referrals: ReferralCourses;

  constructor(
    private readonly place: Place,
    private readonly chance: Chance,
  ) {
    this.referrals = new ReferralCourses(chance);
  }

  /** Resolves when every caller has stopped. `onAnswer` is told the number of answers so far. */
  async work(callers: number, onAnswer: (answers: number) => void): Promise<void> {
    this.stopping = false;
    let answers = 0;
    const caller = async () => {
      while (!this.stopping) {
        const { acts, became } = this.nextTurn();
        const entries = acts.map((act) => this.place.book.sent(act));
        became(entries);
        const ends = await Promise.allSettled(
          entries.map(async (entry) => {
            await this.perform(entry);
            onAnswer(++answers);
          }),
        );
        if (ends.some(({ status }) => status === 'rejected')) return;
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
  }

  stop(): void {
    this.stopping = true;
  }

  private async perform(entry: Entry): Promise<void> {
    const { book, town } = this.place;
    book.answered(entry, await town.perform(entry.act));
    if (entry.outcome === 'recorded' && entry.act.path === '/v1/law-notices') {
      this.notices.push(receiptOf(entry).record.id);
    }
  }

  /** Half the turns are at referrals on their courses, the others on notices or on records that everyone wants. */
  private nextTurn(): Next {
    const onCourse = this.chance.between(1, 2) === 1 ? this.referrals.next() : undefined;
    return onCourse ?? { acts: [this.nextAct()], became: () => undefined };
  }

  /** A third each: a notice of one's own, an act on any notice, an act on a record that everyone wants. */
  private nextAct(): Act {
    const { chance } = this;
    const [first, ...others] = this.notices.slice(-50);
    const kind = chance.between(1, 3);
    if (kind === 1 || (kind === 2 && first === undefined)) return publish(this.nextNumber());
    if (kind === 2 && first !== undefined) return this.handle(chance.oneOf([first, ...others]));
    return this.actOnShared();
  }

  private actOnShared(): Act {
    const { chance } = this;
    const { shared, sharedReferral } = this.place;
    if (chance.between(1, 2) === 1) return chance.oneOf([reportProgress, urge])(sharedReferral, this.nextNumber());

    const notice = chance.oneOf(shared);
    return chance.between(1, 4) === 1 ? correct(notice, this.nextNumber()) : this.handle(notice);
  }

  private handle(noticeId: string): Act {
    return this.chance.oneOf(HANDLING)(this.chance.oneOf(ADDRESSEES), noticeId, `第${++this.number}次研究`);
  }

  private readonly nextNumber = () => `磐司通〔2026〕${++this.number}号`;
}
