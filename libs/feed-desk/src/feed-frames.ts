import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { ChainedMessage } from '@fuyuan/unit-feeds';
import { cursorAt, type FeedPlace } from './feed-place';
import { FeedReader } from './feed-reader';

/** What is written to a stream at once; `next` is where it then is. */
export type Frames = Readonly<{ bytes: Buffer; next: FeedPlace; isOver: boolean }>;

/** A reader that does not drain holds no more than this, unless one message is longer. */
const SIZE = { limit: 100, bytes: 65_536 };
const SHARED = 64;

/** Pages of feeds in the form of server-sent events; streams that are at the same place share one. */
@Injectable()
export class FeedFrames {
  private readonly shared = new LRUCache<string, Frames>({ max: SHARED });
  private readonly reading = new Map<string, Promise<Frames>>();

  constructor(private readonly reader: FeedReader) {}

  /** What follows a place; no bytes where nothing does. Errors: of the database. */
  after(unitId: string, place: FeedPlace): Promise<Frames> | Frames {
    const key = `${place.feed} ${place.nth}`;
    const known = this.shared.get(key) ?? this.reading.get(key);
    if (known) return known;
    const reading = this.read(unitId, place, key).finally(() => this.reading.delete(key));
    this.reading.set(key, reading);
    return reading;
  }

  private async read(unitId: string, place: FeedPlace, key: string): Promise<Frames> {
    const { messages, next, isOver } = await this.reader.page(unitId, place, SIZE);
    const frames = { bytes: framesOf(unitId, next.feed, messages), next, isOver };
    // What stands after a place may become more, but not other: only that nothing does must be asked again.
    if (frames.bytes.length > 0) this.shared.set(key, frames);
    return frames;
  }
}

const framesOf = (unitId: string, feed: string, messages: readonly ChainedMessage[]): Buffer =>
  Buffer.from(messages.map((message) => frameOf(cursorAt(unitId, { ...message, feed }), message)).join(''));

/** One server-sent event. A text that were written on several lines would arrive as it was. */
export const frameOf = (id: string, { type, text }: Pick<ChainedMessage, 'type' | 'text'>): string =>
  `id: ${id}\nevent: ${type}\ndata: ${text.split(/\r\n|\r|\n/).join('\ndata: ')}\n\n`;
