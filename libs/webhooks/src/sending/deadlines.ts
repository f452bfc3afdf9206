import { TookTooLong } from './fault';

/** In milliseconds: until connected (TLS included), from then until an answer begins, and for all of it. */
export type SendingTimes = Readonly<{ connectMs: number; answerMs: number; totalMs: number }>;

type Late = TookTooLong['code'];

/** The times of one sending, and the end of the process: whichever comes first ends it, with its reason. */
export class Deadlines {
  private readonly ending = new AbortController();
  private readonly timers = new Map<Late, NodeJS.Timeout>();
  private readonly stop = () => this.ending.abort(this.outer.reason);

  constructor(
    private readonly times: SendingTimes,
    private readonly outer: AbortSignal,
  ) {
    if (outer.aborted) this.stop();
    outer.addEventListener('abort', this.stop, { once: true });
    this.begin('total-timeout', times.totalMs);
    this.begin('connect-timeout', times.connectMs);
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }

  connected(): void {
    this.end('connect-timeout');
    if (!this.timers.has('answer-timeout')) this.begin('answer-timeout', this.times.answerMs);
  }

  answered(): void {
    this.end('connect-timeout');
    this.end('answer-timeout');
  }

  clear(): void {
    this.outer.removeEventListener('abort', this.stop);
    [...this.timers.keys()].forEach((late) => this.end(late));
  }

  /** Errors: those of the work; the reason for which it ended before. */
  async within<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined);
    const { signal } = this;
    let leave: () => void = () => undefined;
    const ended = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason as Error);
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
    });
    return Promise.race([work, ended]).finally(() => signal.removeEventListener('abort', leave));
  }

  private begin(late: Late, ms: number): void {
    this.timers.set(
      late,
      setTimeout(() => this.ending.abort(new TookTooLong(late)), ms),
    );
  }

  private end(late: Late): void {
    clearTimeout(this.timers.get(late));
    this.timers.delete(late);
  }
}
