import { lawNoticeMessages } from './messages/law-notice.messages';
import { referralKindMessages } from './messages/referral-kind.messages';
import { referralMessages } from './messages/referral.messages';
import { subscriptionMessages } from './messages/subscription.messages';
import { unitMessages } from './messages/unit.messages';
import type { Schema, ValueOf } from './schema';

/**
 * The published language: everything that is ever said to a subscriber, by the `type` of its CloudEvent. A released
 * message never changes but by an optional property more; whatever else is another version beside the old one.
 */
export const MESSAGES = {
  ...unitMessages,
  ...referralKindMessages,
  ...lawNoticeMessages,
  ...referralMessages,
  ...subscriptionMessages,
} as const satisfies Record<string, { summary: string; data: Schema }>;

export type MessageType = keyof typeof MESSAGES;
export type MessageData<Type extends MessageType> = ValueOf<(typeof MESSAGES)[Type]['data']>;

export const MESSAGE_TYPES = Object.keys(MESSAGES) as MessageType[];

export const isMessageType = (type: string): type is MessageType => Object.hasOwn(MESSAGES, type);

/** The `dataschema` of its messages, and the `$id` of their JSON Schema. */
export const dataSchemaId = (type: MessageType): string => `urn:fuyuan:schema:${type}`;

/** JSON Schema (2020-12) of the `data` of a message. */
export const dataSchemaOf = (type: MessageType) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: dataSchemaId(type),
  title: MESSAGES[type].summary,
  ...MESSAGES[type].data,
});
