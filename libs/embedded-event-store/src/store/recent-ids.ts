interface Place {
  readonly stream: number;
  readonly revision: number;
}

const GENERATION = 16_384;

/**
 * Where the newest events went, by their ids: by this an append that expects nothing certain is known as repeated.
 * Two generations, of which the older is let go as a whole: cheaper than to let go of ids one by one.
 */
export class RecentIds {
  private young = new Map<string, Place>();
  private old = new Map<string, Place>();
  private uncommitted: string[] = [];

  /** How many ids are remembered at least, once so many were seen. */
  static readonly size = GENERATION;

  revisionOf(stream: number, id: Buffer): number | undefined {
    const key = id.toString('latin1');
    const place = this.young.get(key) ?? this.old.get(key);
    return place?.stream === stream ? place.revision : undefined;
  }

  add(stream: number, revision: number, id: Buffer): void {
    const key = id.toString('latin1');
    this.young.set(key, { stream, revision });
    this.uncommitted.push(key);
  }

  committed(): void {
    this.uncommitted = [];
    if (this.young.size < GENERATION) return;
    this.old = this.young;
    this.young = new Map();
  }

  rolledBack(): void {
    for (const key of this.uncommitted) this.young.delete(key);
    this.uncommitted = [];
  }
}
