/**
 * Nothing was heard for too long from a store that had confirmed the subscription. As a rule nothing happened there: a
 * log in which nothing is written is as silent as one that was forgotten. Only asking again tells them apart.
 */
export class NothingHeard extends Error {
  override readonly name = 'NothingHeard';
}

type Watched = Readonly<{
  silenceMs: number;
  /** Whether it is our own handler that everything waits for. */
  busy: () => boolean;
  /** Nothing was heard for too long. */
  silent: (fault: Error) => void;
}>;

/** Tells of a subscription of which nothing was heard for too long, unless it waits for our own handler. */
export class SilenceWatch {
  private heard = performance.now();
  private confirmed = false;
  private readonly timer: NodeJS.Timeout;

  constructor({ silenceMs, busy, silent }: Watched) {
    this.timer = setInterval(() => {
      if (busy()) this.alive();
      const silence = performance.now() - this.heard;
      if (silence > silenceMs) silent(this.faultAfter(silence));
    }, silenceMs / 4);
    this.timer.unref();
  }

  alive(): void {
    this.heard = performance.now();
  }

  /** The store has said that it will tell. */
  confirm(): void {
    this.confirmed = true;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private faultAfter(silence: number): Error {
    const words = `The store was silent for ${Math.round(silence)} ms.`;
    return this.confirmed ? new NothingHeard(words) : new Error(words);
  }
}
