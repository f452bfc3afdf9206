/** Milliseconds for which what was read from the disk is taken as it is: what another process changes bites after them. */
const FRESH_FOR = 500;

/** Keeps what was read from the disk fresh: whoever asks later waits for one look, which all share. */
export class Freshness {
  private lookedAt = -Infinity;
  private looking: Promise<void> | undefined;

  /** A look that fails leaves what was known in force; who wants to know of it looks by `look`. */
  constructor(
    private readonly look: () => Promise<unknown>,
    private readonly now: () => number,
  ) {}

  /** Nothing while what is known is fresh; otherwise the look under way. Never rejects. */
  due(): Promise<void> | undefined {
    // A clock that was set back must not make what is old fresh.
    if (Math.abs(this.now() - this.lookedAt) < FRESH_FOR) return undefined;
    this.looking ??= this.lookOnce();
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    const at = this.now();
    try {
      await this.look();
    } catch {
      // Told by the readiness of this process, not to each who asks.
    } finally {
      this.lookedAt = at;
      this.looking = undefined;
    }
  }
}
