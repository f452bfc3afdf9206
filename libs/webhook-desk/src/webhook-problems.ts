import { Problem, problemKind as kind, type ProblemKind } from '@fuyuan/platform';
import { MOST_WEBHOOKS, NotDone, type BookRefusal } from '@fuyuan/webhooks';

const OF_THE_BOOK: Readonly<Record<BookRefusal, ProblemKind>> = {
  'webhook-unknown': kind(
    404,
    { zh: '没有该推送', en: 'No such webhook' },
    {
      zh: '本单位没有编号为 {id} 的推送；GET v1/webhooks 列出全部。',
      en: 'This unit has no webhook {id}; GET v1/webhooks lists them.',
    },
  ),
  'webhook-no-subscription': kind(
    409,
    { zh: '本单位尚未订阅', en: 'This unit does not subscribe' },
    {
      zh: '推送的是单位的订阅；须由联席会议办公室先为 {unitId} 订阅（POST /v1/units/{unitId}/subscribe），稍后再登记。',
      en: 'A webhook tells what a unit subscribes to. The office must subscribe {unitId} first (POST /v1/units/{unitId}/subscribe).',
    },
  ),
  'webhook-url-known': kind(
    409,
    { zh: '该地址已登记', en: 'That address is registered already' },
    {
      zh: '本单位的推送 {id} 已使用该地址；密钥遗失的，请轮换其密钥。',
      en: 'Webhook {id} of this unit has that address. Where its secret is lost, rotate it.',
    },
  ),
  'webhook-too-many': kind(
    409,
    { zh: '推送过多', en: 'Too many webhooks' },
    {
      zh: `一个单位最多登记 ${MOST_WEBHOOKS} 个推送；请先删除不用的。`,
      en: `A unit has ${MOST_WEBHOOKS} webhooks at most; delete one that is not used.`,
    },
  ),
  'webhook-ended': kind(
    409,
    { zh: '该推送已终止', en: 'That webhook has ended' },
    {
      zh: '接收方答复 410，推送 {id} 已终止，只能删除；需要时请重新登记。',
      en: 'The receiver answered 410, and webhook {id} has ended: it can only be deleted. Register another one where needed.',
    },
  ),
  'webhook-not-in-that-state': kind(
    409,
    { zh: '当前状态不能这样办理', en: 'Not in that state' },
    { zh: '该推送的状态为 {state}。', en: 'The webhook is {state}.' },
  ),
  'webhook-message-unknown': kind(
    404,
    { zh: '没有该消息', en: 'No such message' },
    {
      zh: '该推送未曾发出编号（webhook-id）为 {after} 的消息；从头重发请填 beginning。',
      en: 'This webhook was never told the message {after} (webhook-id). `beginning` tells everything again.',
    },
  ),
  'dead-letter-unknown': kind(
    404,
    { zh: '没有该死信', en: 'No such dead letter' },
    { zh: '没有编号为 {letterId} 的死信，或已处理。', en: 'There is no dead letter {letterId}, or it was dealt with.' },
  ),
  'dead-letter-not-first': kind(
    409,
    { zh: '同一记录还有更早的死信', en: 'An earlier one of that record is dead too' },
    {
      zh: '同一记录的消息须按次序发出；请先重发或放弃 {first}，其后的会随之发出。',
      en: 'The messages of a record are told in order. Replay or drop {first} first; what follows it goes along.',
    },
  ),
};

/** What one who manages webhooks may be refused. */
export const webhookProblems = {
  ...OF_THE_BOOK,
  'webhook-test-under-way': kind(
    409,
    { zh: '正在测试', en: 'A test is under way' },
    { zh: '上一次测试尚未结束，请稍后再试。', en: 'Another test has not ended yet; try again later.' },
  ),
} satisfies Record<string, ProblemKind>;

/** What the book refuses, as a problem. */
export const webhookProblemOf = (error: unknown): Problem | undefined =>
  error instanceof NotDone ? new Problem(error.code, { values: error.values, members: error.values }) : undefined;
