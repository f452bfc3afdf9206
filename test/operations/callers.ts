import { ActBook, receiptOf, type Act } from './act-book';
import type { Chance } from './chance';
import { ADDRESSEES, assess, correct, publish, read, signFor, type Town } from './town';

const HANDLING = [signFor, read, assess] as const;

/** Several callers at once, each with one request under way, until they are told to stop or nobody answers. */
export class Callers {
  private stopping = false;
  private readonly notices: string[] = [];
  private number = 0;

  constructor(
    private readonly town: Town,
    private readonly book: ActBook,
    private readonly chance: Chance,
    /** Records that all callers act on at once. */
    private readonly shared: readonly [string, ...string[]],
  ) {}

  /** Resolves when every caller has stopped. `onAnswer` is told the number of answers so far. */
  async work(callers: number, onAnswer: (answers: number) => void): Promise<void> {
    this.stopping = false;
    let answers = 0;
    const caller = async () => {
      while (!this.stopping) {
        const entry = this.book.sent(this.nextAct());
        try {
          this.book.answered(entry, await this.town.perform(entry.act));
          if (entry.outcome === 'recorded' && entry.act.path === '/v1/law-notices') {
            this.notices.push(receiptOf(entry).record.id);
          }
          onAnswer(++answers);
        } catch {
          return;
        }
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
  }

  stop(): void {
    this.stopping = true;
  }

  /** A third each: a notice of one's own, an act on any notice, an act on a record that everyone wants. */
  private nextAct(): Act {
    const { chance } = this;
    const [first, ...others] = this.notices.slice(-50);
    const kind = chance.between(1, 3);
    if (kind === 1 || (kind === 2 && first === undefined)) return publish(this.nextNumber());
    if (kind === 2 && first !== undefined) return this.handle(chance.oneOf([first, ...others]));

    const shared = chance.oneOf(this.shared);
    return chance.between(1, 4) === 1 ? correct(shared, this.nextNumber()) : this.handle(shared);
  }

  private handle(noticeId: string): Act {
    return this.chance.oneOf(HANDLING)(this.chance.oneOf(ADDRESSEES), noticeId, `第${++this.number}次研究`);
  }

  private readonly nextNumber = () => `磐司通〔2026〕${++this.number}号`;
}
