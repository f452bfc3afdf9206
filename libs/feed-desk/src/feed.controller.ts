import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permitted } from '@fuyuan/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FeedDoor } from './feed-door';
import { BATCH_TYPE, BatchDocs, StreamDocs } from './feed.docs';
import { cursorAt } from './feed-place';
import { FeedReader, type FeedPage } from './feed-reader';
import { FeedQuery, StreamQuery } from './feed.requests';
import { FeedStreams } from './feed-streams';
import { FeedWaiting } from './feed-waiting';

const PAGE_BYTES = 4 * 1024 * 1024;

/** What a unit whose own system has no Kafka is told: the same as in its topic, over HTTP. */
@ApiTags('订阅 Feed')
@Controller('v1/feed')
export class FeedController {
  constructor(
    private readonly reader: FeedReader,
    private readonly waiting: FeedWaiting,
    private readonly streams: FeedStreams,
    private readonly door: FeedDoor,
  ) {}

  @BatchDocs()
  @Permitted('read-feed')
  @Get()
  async batch(
    @CurrentActor() actor: Actor,
    @Query() asked: FeedQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.admit(actor);
    const place = await this.reader.placeOf(actor.unit, asked.after);
    const size = { limit: asked.limit, bytes: PAGE_BYTES };
    let page = await this.reader.page(actor.unit, place, size);
    if (page.messages.length === 0 && asked.wait > 0) {
      page = await this.waiting.page({ actor, place, size, ms: asked.wait * 1_000, gone: goneOf(reply) });
      // Who waited may have been signed out, or the account closed, before something came.
      await this.door.require({ unitId: actor.unit, authorization: request.headers.authorization });
    }
    await reply
      .type(`${BATCH_TYPE}; charset=utf-8`)
      .headers(headersOf(actor.unit, page, asked))
      .send(`[${page.messages.map(({ text }) => text).join(',')}]`);
  }

  @StreamDocs()
  @Permitted('read-feed')
  @Get('stream')
  async stream(
    @CurrentActor() actor: Actor,
    @Query() { after }: StreamQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.admit(actor);
    const lastEventId = request.headers['last-event-id'];
    const place = await this.reader.placeOf(actor.unit, typeof lastEventId === 'string' ? lastEventId : after);
    const { isOver } = await this.reader.page(actor.unit, place, { limit: 1, bytes: 1 });
    // To a browser it says: do not come again.
    if (isOver) await reply.code(204).send();
    else if (request.method === 'HEAD') await reply.type('text/event-stream').send();
    else this.streams.begin({ actor, place, request, reply });
  }
}

function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (raw.destroyed) gone.abort();
  raw.once('close', () => gone.abort());
  return gone.signal;
}

function headersOf(unitId: string, { next, isOver }: FeedPage, { limit, wait }: FeedQuery): Record<string, string> {
  const cursor = cursorAt(unitId, next);
  const query = new URLSearchParams({
    after: cursor,
    limit: String(limit),
    ...(wait > 0 ? { wait: String(wait) } : {}),
  });
  return {
    'next-cursor': cursor,
    // Relative to what was asked, so that it is right behind any proxy.
    link: `<?${query.toString()}>; rel="next"`,
    'feed-state': isOver ? 'ended' : 'open',
  };
}
