/** Lets work under one key run one after another and work under different keys side by side; keeps nothing behind. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key);
    const mine = before ? before.then(work, work) : work();
    const leave = () => {
      if (this.last.get(key) === mine) this.last.delete(key);
    };

    this.last.set(key, mine);
    mine.then(leave, leave);
    return mine;
  }

  /** How many keys have work under way. */
  get busy(): number {
    return this.last.size;
  }
}
