import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Actor } from '@fuyuan/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FeedBell } from './feed-bell';
import { FeedDoor } from './feed-door';
import { FeedFrames } from './feed-frames';
import type { FeedPlace } from './feed-place';
import { FeedSeats } from './feed-seats';
import { FeedStream } from './feed-stream';

/** How often it looks whether those who read may still do so, in milliseconds. */
const LOOK_MS = 1_000;
/** Proxies take a connection on which nothing is said for a minute for dead; many half of that. */
const QUIET_MS = 15_000;
/** Who takes nothing for so long is let go, and goes on later from where it was. */
const PATIENCE_MS = 60_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  // With its end the connection ends too: idle, it would hold up a process that stops.
  connection: 'close',
} as const;

const RETRY = 'retry: 3000\n\n';

export type Opening = Readonly<{ actor: Actor; place: FeedPlace; request: FastifyRequest; reply: FastifyReply }>;

/** All open streams of one read side in this process: one timer, one look at the database, and pages that they share. */
@Injectable()
export class FeedStreams implements OnModuleDestroy {
  private readonly open = new Set<FeedStream>();
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;

  constructor(
    private readonly frames: FeedFrames,
    private readonly bell: FeedBell,
    private readonly seats: FeedSeats,
    private readonly door: FeedDoor,
  ) {
    door.onClosing(() => this.endAll('stopping'));
  }

  /** Begins to write the feed after a place; ends by itself. Errors, before it begins: Problem `too-many-streams`. */
  begin({ actor, place, request, reply }: Opening): void {
    const leave = this.seats.take(actor);
    const { raw } = reply.hijack();
    // Who left while this was prepared would never be heard to leave.
    if (raw.destroyed) return leave();
    raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS });
    const stream = new FeedStream({
      ...{ unitId: actor.unit, account: actor.account, place, raw, frames: this.frames },
      authorization: request.headers.authorization,
      failed: (error) => this.door.failed(error, actor.unit),
    });
    const listenNoMore = this.bell.listen(actor.unit, () => stream.ring());
    raw.once('close', () => {
      listenNoMore();
      leave();
      this.open.delete(stream);
    });
    this.open.add(stream);
    this.timer ??= setInterval(() => void this.look(), LOOK_MS).unref();
    raw.write(RETRY);
    if (this.door.isClosing) stream.end('stopping');
    else stream.ring();
  }

  onModuleDestroy(): void {
    this.endAll('stopping');
  }

  private endAll(code: string): void {
    this.open.forEach((stream) => stream.end(code));
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    for (const stream of [...this.open]) {
      const refused = await this.door.refusalOf(stream.options);
      if (refused !== undefined) stream.end(refused);
      else stream.keepAlive(QUIET_MS, PATIENCE_MS);
    }
    this.isLooking = false;
  }
}
