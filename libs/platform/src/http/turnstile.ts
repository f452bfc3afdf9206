/**
 * Lets so many requests begin in one turn of the event loop; the others begin in the next ones, in the order they came.
 * Node reads all that has come on every connection in one turn, and what is written meanwhile leaves only after it: the
 * event store would wait idle while the last of many requests is decided, and then all of them for the event store.
 */
export class Turnstile {
  private readonly waiting: (() => void)[] = [];
  private begun = 0;
  private planned = false;

  constructor(private readonly mostInATurn: number) {}

  enter(begin: () => void): void {
    this.plan();
    if (this.begun >= this.mostInATurn || this.waiting.length > 0) {
      this.waiting.push(begin);
      return;
    }
    this.begun += 1;
    begin();
  }

  private plan(): void {
    if (this.planned) return;
    this.planned = true;
    setImmediate(() => this.turn());
  }

  private turn(): void {
    const next = this.waiting.splice(0, this.mostInATurn);
    this.begun = next.length;
    this.planned = false;
    if (next.length > 0) this.plan();
    for (const begin of next) begin();
  }
}
