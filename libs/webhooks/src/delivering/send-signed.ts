import { randomUUID } from 'node:crypto';
import { CONTENT_TYPE } from '@fuyuan/contracts';
import type { Line, Sent } from '../sending/sender';
import { signedHeaders, webhookIdOf } from '../signing/signed';
import type { WebhookKey } from '../signing/webhook-key';

export type Signed = Readonly<{ url: string; id: string; text: string; keys: readonly WebhookKey[]; at: Date }>;

/** Sends one CloudEvent, signed. Errors: SendingStopped. */
export const sendSigned = (line: Line, { url, id, text, keys, at }: Signed, signal: AbortSignal): Promise<Sent> =>
  line.send(
    { url, text, headers: { 'content-type': CONTENT_TYPE, ...signedHeaders({ id: webhookIdOf(id), at, text }, keys) } },
    signal,
  );

/** The type of a message that says nothing but that it is one. */
export const PING = 'cn.fuyuan.webhook.ping.v1';

/** A message that tells nothing and belongs to no feed: whether the receiver takes what is signed for this webhook. */
export function pingFor(webhookId: string, at: Date): Readonly<{ id: string; text: string }> {
  const id = `ping-${randomUUID()}`;
  const event = { specversion: '1.0', id, source: '/webhooks', type: PING, time: at.toISOString(), subject: webhookId };
  return { id, text: JSON.stringify({ ...event, datacontenttype: 'application/json', data: { webhookId } }) };
}
