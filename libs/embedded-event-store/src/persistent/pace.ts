/** How many, and how many a second lately. */
export class Pace {
  total = 0;
  /** A second, over the last measured span. */
  average = 0;
  private measured = 0;
  private since = Date.now();

  /** Since the last measurement. */
  get recent(): number {
    return this.total - this.measured;
  }

  count(): void {
    this.total += 1;
  }

  measure(now: number): void {
    const seconds = (now - this.since) / 1000;
    if (seconds < 1) return;
    this.average = Math.round(this.recent / seconds);
    this.measured = this.total;
    this.since = now;
  }
}
