import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  getSchemaPath,
} from '@nestjs/swagger';
import { ENVELOPE_SCHEMA, exampleOf } from '@fuyuan/contracts';
import { identityProblems } from '@fuyuan/identity';
import { ProblemCatalogue, refusalDocs } from '@fuyuan/platform';
import { viewProblems } from '@fuyuan/views';
import { feedProblems } from './feed-problems';
import { FeedsPageView, type FeedView } from './feeds.view';

/** CloudEvents 1.0, HTTP protocol binding, batched content mode. */
export const BATCH_TYPE = 'application/cloudevents-batch+json';

const catalogue = new ProblemCatalogue().register(identityProblems).register(viewProblems).register(feedProblems);
const RefusedWith = refusalDocs(catalogue, {
  values: {
    ...{ unitId: 'panshi-bank', seconds: 1, header: 'authorization', most: 5, whose: '本账号 of this account' },
    ...{ permission: 'read-feed', roles: '系统对接 integrator、经办人 officer' },
  },
  instance: '/government/v1/feed',
});
const EVERY = [
  ...['invalid-request', 'malformed-url', 'duplicate-header', 'url-too-long', 'too-many-requests', 'unauthenticated'],
  ...Object.keys(identityProblems).filter((code) => code.startsWith('token-')),
  ...['permission-denied', 'internal-error'],
];
const OF_FEEDS = [...Object.keys(feedProblems), 'not-of-this-side', 'view-not-ready'];

const SUBSCRIBED = '本单位须已由联席会议办公室订阅；只给出本单位可知悉的，首条为 subscription.started。';
const SUBSCRIBED_EN = 'The office must have subscribed the unit; it is told all that it may see, and nothing else.';

const { $schema: _, $id: __, title: ___, ...envelope } = ENVELOPE_SCHEMA;
const EXAMPLE = [exampleOf('cn.fuyuan.subscription.started.v1'), exampleOf('cn.fuyuan.referral.sent.v1')];
const CURSOR = 'WyJQb2x…';
const said = (description: string, example: string) => ({ description, schema: { type: 'string' as const, example } });

/** Tells of the feed by cursor. */
export const BatchDocs = () =>
  applyDecorators(
    ApiOperation({
      summary: '本单位的消息，按游标分批 · What the unit is told, by cursor',
      description: `${SUBSCRIBED}将 next-cursor 与所得消息存入同一事务，下次作为 after 带上：不漏，重复的按 id 略过。订阅结束后可读至最后一条；重新订阅则自动接续。· ${SUBSCRIBED_EN} Keep next-cursor in one transaction with what you made of the messages, and ask with it next: nothing is missed, and what comes again has the id that it had.`,
    }),
    ApiBearerAuth(),
    ApiOkResponse({
      description: 'CloudEvents 1.0 批量 · A batch of CloudEvents 1.0',
      headers: {
        'next-cursor': said('下次的 after · `after` of the next question', CURSOR),
        link: said('下一批的地址 · Address of the next batch', `<?after=${CURSOR}&limit=100>; rel="next"`),
        'feed-state': said(
          'open：订阅有效；ended：已结束且已读完 · ended: the subscription has, and all is read',
          'open',
        ),
      },
      content: { [BATCH_TYPE]: { schema: { type: 'array', items: envelope as object }, example: EXAMPLE } },
    }),
    RefusedWith(...EVERY, ...OF_FEEDS),
  );

/** Tells of the feed as a stream. */
export const StreamDocs = () =>
  applyDecorators(
    ApiOperation({
      summary: '本单位的消息流（SSE） · What the unit is told, as server-sent events',
      description: `${SUBSCRIBED}id 为游标，event 为消息类型，data 为 CloudEvent。断开后带 Last-Event-ID（或 after）续读。流结束前发 stream-ended，code 说明原因：feed-ended 订阅已结束；stopping 服务停止；token-… 令牌失效，请重新登录；permission-denied；failed。每 15 秒有注释行。· ${SUBSCRIBED_EN} id: the cursor; event: the type; data: the CloudEvent. Go on by Last-Event-ID, or after. A stream says why it ends by stream-ended. A comment comes every 15 s.`,
    }),
    ApiBearerAuth(),
    ApiHeader({
      ...{ name: 'last-event-id', required: false, schema: { type: 'string', maxLength: 2_000 } },
      description: '上次收到的 id，优先于 after · The last id that came; goes before after',
    }),
    ApiOkResponse({
      content: {
        'text/event-stream': {
          schema: { type: 'string' },
          example: `id: ${CURSOR}\nevent: cn.fuyuan.referral.sent.v1\ndata: {"specversion":"1.0",…}\n\n`,
        },
      },
    }),
    ApiNoContentResponse({ description: '订阅已结束，且已读完 · The subscription has ended, and all is read' }),
    RefusedWith(...EVERY, ...OF_FEEDS),
  );

export const FEED: FeedView = {
  ...{ feed: 'unit.panshi-bank.v1', unitId: 'panshi-bank', subscription: 1, state: 'open', messages: 10_240 },
  ...{ recordedAt: '2026-03-05T02:10:00.120Z', behind: 0, unreadable: 0, unreadableAt: null },
};

/** Tells of how the feeds stand. */
export const FeedsDocs = () =>
  applyDecorators(
    ApiOperation({
      summary: '各单位的消息序列 · The feeds of all units',
      description: '仅条数与进度，不含内容。· How many messages, and how far; nothing of what is in them.',
    }),
    ApiBearerAuth(),
    ApiExtraModels(FeedsPageView),
    ApiOkResponse({
      content: {
        'application/json': {
          schema: { $ref: getSchemaPath(FeedsPageView) },
          example: { isCaughtUp: true, openStreams: 3, items: [FEED], next: null },
        },
      },
    }),
    RefusedWith(...EVERY),
  );
