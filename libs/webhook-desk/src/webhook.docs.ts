import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { identityProblems } from '@fuyuan/identity';
import { ProblemCatalogue, refusalDocs } from '@fuyuan/platform';
import { viewProblems } from '@fuyuan/views';
import { webhookProblems } from './webhook-problems';
import type { DeadLettersView, WebhookActsView, WebhookTestView, WebhookView } from './webhook.view';

type Code = keyof typeof webhookProblems;

const ID = '7d0c2f5e-1d4f-4c6a-8a50-2f8e0c7f9b11';
const MESSAGE = '018f9d5e-5b5e-7cc3-9a43-3c1f6c3b0f11';
const catalogue = new ProblemCatalogue().register(identityProblems).register(viewProblems).register(webhookProblems);
const RefusedWith = refusalDocs(catalogue, {
  values: {
    ...{ unitId: 'panshi-bank', id: ID, state: 'paused', after: MESSAGE, letterId: '1-42', first: '1-17', most: 10 },
    ...{
      permission: 'manage-webhooks',
      roles: '系统对接 integrator、经办人 officer',
      header: 'authorization',
      seconds: 1,
    },
  },
  instance: '/government/v1/webhooks',
});
const EVERY = [
  ...['invalid-request', 'malformed-url', 'duplicate-header', 'url-too-long', 'too-many-requests', 'unauthenticated'],
  ...Object.keys(identityProblems).filter((code) => code.startsWith('token-')),
  ...['permission-denied', 'not-of-this-side', 'view-not-ready', 'internal-error'],
];
const BODIES = ['malformed-json', 'repeated-member', 'body-too-complex', 'empty-body', 'body-too-large'].concat(
  'unsupported-media-type',
);

export const WEBHOOK: WebhookView = {
  ...{ id: ID, url: 'https://oa.panshi.example/fuyuan', description: '收文系统', state: 'active' },
  ...{ since: '2026-03-02T01:00:00.000Z', feed: 'unit.panshi-bank.v1', behind: 0, retrying: 2, deadLetters: 0 },
  ...{ nextAttemptAt: '2026-03-05T02:12:00.000Z', lastSuccessAt: '2026-03-05T02:10:01.000Z' },
  lastFailureAt: '2026-03-05T02:10:00.000Z',
  lastFault: {
    ...{ code: 'status', message: '接收方未收下（须答复 2xx） · It was not taken: 2xx says that it is', status: 500 },
    ...{ detail: null, excerpt: 'database is locked' },
  },
  keys: [{ nth: 1, signing: 'hmac', publicKey: null, madeAt: '2026-03-02T01:00:00.000Z', until: null }],
  ...{ createdAt: '2026-03-02T01:00:00.000Z', createdBy: 'panshi-bank-system' },
};
export const REGISTERED = { ...WEBHOOK, retrying: 0, nextAttemptAt: null, lastFailureAt: null, lastFault: null };
export const PAUSED: WebhookView = { ...WEBHOOK, state: 'paused' };
/** Of nobody. */
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const TESTED: WebhookTestView = { delivered: true, messageId: `ping-${ID}`, ms: 41, status: 204, fault: null };
export const LETTERS: DeadLettersView = {
  items: [
    {
      ...{ id: '1-42', messageId: MESSAGE, recordId: '0199b2f0-7c1e-7d6a-9a53-3f6f5a1c2e4d', attempts: 11 },
      ...{ type: 'cn.fuyuan.referral.sent.v1', since: '2026-03-06T02:10:00.000Z', fault: WEBHOOK.lastFault },
    },
  ],
  next: null,
};
export const ACTS: WebhookActsView = {
  items: [
    {
      ...{ at: '2026-03-05T03:00:00.000Z', account: 'panshi-bank-system', kind: 'pause', webhookId: ID },
      ...{ reason: '接收系统升级', detail: { was: 'active' } },
    },
  ],
  next: null,
};

type Told<View> = Readonly<{
  summary: string;
  description?: string;
  status?: number;
  /** With `example`; nothing is answered without. */
  view?: Type<View>;
  example?: View;
  /** It takes a body. */
  body?: boolean;
}>;

/** One question or act, with a whole answer and every refusal. */
export const Told = <View>(told: Told<View>, ...codes: readonly Code[]): MethodDecorator => {
  const { summary, description = '', status = 200, view, example, body = false } = told;
  const content = view && { 'application/json': { schema: { $ref: getSchemaPath(view) }, example } };
  return applyDecorators(
    ApiOperation({ summary, description }),
    ApiBearerAuth(),
    ...(view ? [ApiExtraModels(view)] : []),
    ApiResponse({ status, description: '', ...(content ? { content } : {}) }),
    RefusedWith(...EVERY, ...(body ? BODIES : []), ...codes),
  );
};
