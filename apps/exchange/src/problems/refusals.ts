import type { ProblemKind } from '@fuyuan/platform';

/** What the exchange refuses beside the rules of the model. */
export const refusals = {
  'idempotency-key': {
    status: 400,
    title: { zh: '缺少幂等键或格式不正确', en: 'The Idempotency-Key is missing or malformed' },
    detail: {
      zh: '每个办理请求须带请求头 Idempotency-Key：1 至 128 个可见 ASCII 字符；重发同一请求时用同一个键。',
      en: 'Every act carries the header Idempotency-Key: 1 to 128 visible ASCII characters, the same when it is repeated.',
    },
  },
  'if-match': {
    status: 400,
    title: { zh: 'If-Match 格式不正确', en: 'If-Match is malformed' },
    detail: {
      zh: 'If-Match 须为带引号的记录版本，例如 "3"；版本见回执和 ETag。',
      en: 'If-Match is the quoted revision of the record, such as "3", as receipts and ETag tell it.',
    },
  },
  'request-reused': {
    status: 422,
    title: { zh: '幂等键已用于另一请求', en: 'The Idempotency-Key was used for another request' },
    detail: {
      zh: '该 Idempotency-Key 已用于内容不同的请求，请为新的请求换用新的键。',
      en: 'This Idempotency-Key came with another request before; choose a new key for a new request.',
    },
  },
  'revision-mismatch': {
    status: 412,
    title: { zh: '记录已有变化', en: 'The record has changed' },
    detail: {
      zh: '记录的现行版本为 {actual}，不是 If-Match 所述的 {expected}；请重新读取后再办理。',
      en: 'The record stands at revision {actual}, not at {expected} as If-Match says; read it again.',
    },
  },
  'concurrency-conflict': {
    status: 409,
    title: { zh: '他人同时办理', en: 'Others were faster' },
    detail: {
      zh: '记录同时被多人频繁变更，未能办理；请用同一 Idempotency-Key 重试。',
      en: 'Others changed the record so often meanwhile that the act could not be placed; repeat it under the same key.',
    },
  },
  'store-unavailable': {
    status: 503,
    title: { zh: '事件存储暂不可用', en: 'The event store is unavailable' },
    detail: {
      zh: '事件存储未能及时答复，本次办理是否记录尚不确定；请稍后用同一 Idempotency-Key 重试，不会重复记录。',
      en: 'The event store did not answer in time, so it is not known whether the act was recorded; repeat it under the same Idempotency-Key, nothing is recorded twice.',
    },
  },
  'act-too-large': {
    status: 413,
    title: { zh: '一次办理的内容过大', en: 'The act says too much at once' },
    detail: {
      zh: '内容合计超过事件存储一次可记录的大小（约 1 MB），未记录；请缩短全文，或改附网址。',
      en: 'Together it is more than the event store records at once (about 1 MB), so nothing was recorded; shorten the text or give its link.',
    },
  },
  'record-unknown': {
    status: 404,
    title: { zh: '没有此记录', en: 'No such record' },
    detail: { zh: '没有这个编号的记录，请核对编号。', en: 'There is no record of this id.' },
  },
  'record-not-yours': {
    status: 403,
    title: { zh: '无权查看此记录', en: 'The record is not for you' },
    detail: {
      zh: '您的单位不是该记录的发布单位、受文单位，也不在主管范围内。',
      en: 'Your unit neither published this record nor is addressed by it, nor is it in the region of your office.',
    },
  },
} satisfies Record<string, ProblemKind>;
