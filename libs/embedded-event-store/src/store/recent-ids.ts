interface Place {
  readonly stream: number;
  readonly revision: number;
}

const REMEMBERED = 32_768;

/** Where the newest events went, by their ids: by this an append that expects nothing certain is known as repeated. */
export class RecentIds {
  private readonly places = new Map<string, Place>();
  private uncommitted: string[] = [];

  static readonly size = REMEMBERED;

  revisionOf(stream: number, id: Buffer): number | undefined {
    const place = this.places.get(id.toString('latin1'));
    return place?.stream === stream ? place.revision : undefined;
  }

  add(stream: number, revision: number, id: Buffer): void {
    const key = id.toString('latin1');
    this.places.set(key, { stream, revision });
    this.uncommitted.push(key);
  }

  committed(): void {
    this.uncommitted = [];
    for (const oldest of this.places.keys()) {
      if (this.places.size <= REMEMBERED) break;
      this.places.delete(oldest);
    }
  }

  rolledBack(): void {
    for (const key of this.uncommitted) this.places.delete(key);
    this.uncommitted = [];
  }
}
