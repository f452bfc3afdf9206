/** How many webhooks are sent to at once, whatever read side of the process they are of. */
export class Places {
  private taken = 0;

  constructor(private readonly most: number) {}

  /** Whether there was one. */
  take(): boolean {
    if (this.taken >= this.most) return false;
    this.taken += 1;
    return true;
  }

  give(): void {
    this.taken -= 1;
  }
}
