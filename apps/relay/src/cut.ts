import { isAfter } from '@fuyuan/event-store';
import type { Checkpoint } from './checkpoint';

/** Where a checkpoint cuts through what is published: facts up to its position, and a part of the one that follows. */
export class Cut {
  private inPart: string | undefined;

  constructor(private readonly at: Pick<Checkpoint, 'position' | 'partly'>) {}

  /** How many messages of a fact lie before it; facts must be asked for in the order of the log, from the first. */
  messagesOf(position: string): number {
    if (this.at.position !== null && !isAfter(position, this.at.position)) return Infinity;
    this.inPart ??= position;
    return position === this.inPart ? this.at.partly : 0;
  }
}
