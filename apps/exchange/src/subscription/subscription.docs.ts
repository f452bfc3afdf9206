import type { ActDocs } from '../docs/act';
import type { ReadingDocs } from '../docs/reading';
import { HistoryView } from '../history/history.view';
import { ActRequest } from '../request/act.request';
import { PANSHI_RULES } from '../unit/unit.examples';
import { SubscribeUnitRequest } from './subscription.requests';

export const subscribeDocs: ActDocs = {
  summary: '单位自有系统订阅 · Subscribe the unit’s own system',
  description:
    '由办公室依据决定：此后该单位可知悉的一切发往其专用主题 unit.<编号>.v<第几次>，别无其他。· By the office: from then on all that the unit may see, and nothing else, goes to a topic of its own.',
  body: SubscribeUnitRequest,
  examples: {
    usual: { summary: '常见 · As usual', value: { from: 'beginning', legalBasis: PANSHI_RULES } },
  },
  rules: [
    'unit.unknown',
    'unit.not-yet-effective',
    'unit.retired',
    'subscription.running-already',
    'act.before-the-record',
  ],
};

export const unsubscribeDocs: ActDocs = {
  summary: '停止订阅 · End the subscription',
  description:
    '此后不再发送；再次订阅另用新主题，可自始补发。· Nothing more is sent; another subscription has a topic of its own.',
  body: ActRequest,
  examples: { usual: { summary: '常见 · As usual', value: { legalBasis: PANSHI_RULES } } },
  rules: ['subscription.unknown', 'act.before-the-record'],
};

export const subscriptionHistoryDocs: ReadingDocs = {
  summary: '订阅的全部历史 · History of a unit’s subscriptions',
  description: '依次列出订阅和停止订阅的每一行为。· Every beginning and end, in order.',
  view: HistoryView,
};
