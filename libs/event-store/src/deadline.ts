/** The store gave no answer within our own time; what was asked may have been done all the same. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(ms: number) {
    super(`The event store gave no answer within ${Math.round(ms)} ms.`);
  }
}

/** The moment by which a whole command must have been answered. */
export class Deadline {
  private readonly at: number;

  constructor(ms: number) {
    this.at = performance.now() + ms;
  }

  /** Milliseconds left; never below zero. */
  get left(): number {
    return Math.max(0, this.at - performance.now());
  }
}

/**
 * The client's own deadlines are only sent to the server, so a silent server leaves its calls pending for ever: every
 * call is raced against a timer of ours. Errors: NoAnswer, and those of the work.
 */
export function within<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswer(ms)), ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: Error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
