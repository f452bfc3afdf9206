import type { ServerResponse } from 'node:http';
import type { FeedFrames } from './feed-frames';
import type { FeedPlace } from './feed-place';

/** Why a stream came to its end, as it is told to the one who reads. */
export type EndOfStream = 'feed-ended' | 'stopping' | 'too-slow' | 'failed' | (string & {});

export type FeedStreamOptions = Readonly<{
  unitId: string;
  account: string;
  /** The header by which it was let in; asked again while it is open. */
  authorization: string | undefined;
  place: FeedPlace;
  raw: ServerResponse;
  frames: FeedFrames;
  /** Told of what ends it that is our fault. */
  failed: (error: unknown) => void;
}>;

/** Writes a feed to one who reads: a page at a time, and the next one only when the last has left. */
export class FeedStream {
  private place: FeedPlace;
  private isPumping = false;
  private isRung = false;
  private fullSince: number | undefined;
  private wroteAt = performance.now();

  constructor(readonly options: FeedStreamOptions) {
    this.place = options.place;
    options.raw.on('drain', () => {
      this.fullSince = undefined;
      this.ring();
    });
  }

  get isOver(): boolean {
    return this.options.raw.writableEnded || this.options.raw.destroyed;
  }

  /** Something came, or may have. */
  ring(): void {
    this.isRung = true;
    if (!this.isPumping) void this.pump();
  }

  /** A comment, where nothing was written for so long; ends one that takes nothing for as long as `patienceMs`. */
  keepAlive(quietMs: number, patienceMs: number): void {
    const now = performance.now();
    if (this.fullSince !== undefined) {
      if (now - this.fullSince > patienceMs) this.options.raw.destroy();
    } else if (now - this.wroteAt > quietMs) this.write(':\n\n');
  }

  /** Says why, and ends. What was written before leaves first. */
  end(code: EndOfStream): void {
    if (this.isOver) return;
    this.options.raw.end(`event: stream-ended\ndata: ${JSON.stringify({ code })}\n\n`);
  }

  private async pump(): Promise<void> {
    this.isPumping = true;
    try {
      while (this.isRung && this.fullSince === undefined && !this.isOver) {
        this.isRung = false;
        await this.step();
      }
    } catch (error) {
      this.options.failed(error);
      this.end('failed');
    } finally {
      this.isPumping = false;
    }
  }

  private async step(): Promise<void> {
    const { unitId, frames } = this.options;
    const { bytes, next, isOver } = await frames.after(unitId, this.place);
    if (this.isOver) return;
    if (isOver) return this.end('feed-ended');
    if (bytes.length === 0) return;
    this.place = next;
    this.isRung = true;
    this.write(bytes);
  }

  private write(what: Buffer | string): void {
    this.wroteAt = performance.now();
    if (!this.options.raw.write(what)) this.fullSince = this.wroteAt;
  }
}
