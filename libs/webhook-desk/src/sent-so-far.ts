import { RESULTS, type Result } from '@fuyuan/webhooks';

/** What became of all that was sent since this process began. */
export class SentSoFar {
  private readonly counts = new Map<Result, number>(RESULTS.map((result) => [result, 0]));

  count(result: Result): void {
    this.counts.set(result, this.of(result) + 1);
  }

  of(result: Result): number {
    return this.counts.get(result) ?? 0;
  }
}
