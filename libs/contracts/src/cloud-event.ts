import { dataSchemaId, isMessageType, MESSAGES, type MessageData, type MessageType } from './messages';
import { declaredOnly } from './schema';

/** The media type of every message: CloudEvents 1.0 in structured mode. */
export const CONTENT_TYPE = 'application/cloudevents+json';
export const SOURCE = '/exchange';

/** What stands around the data. Extension attributes are ours, all in lower case as CloudEvents asks. */
export type Envelope = Readonly<{
  specversion: '1.0';
  /** The id of the recorded fact: the same in every topic. */
  id: string;
  source: string;
  /** The id of the record: also the key of the message. */
  subject: string;
  /** When the act happened; UTC. */
  time: string;
  datacontenttype: 'application/json';
  dataschema: string;
  /** The place of the fact in its record, from 0: without a gap in every topic. */
  streamrevision: number;
  /** `streamrevision` as text that sorts. */
  sequence: string;
  /** The place of the fact in the whole log; opaque. */
  position: string;
  /** When the act was recorded; UTC. */
  recordedat: string;
  correlationid: string;
  causationid: string;
  /** The unit for which was acted; `fuyuan` where no unit acted. */
  actorunit: string;
}>;

type Event<Type extends MessageType> = Envelope & Readonly<{ type: Type; data: MessageData<Type> }>;

/** Any message, by its `type`. */
export type FuyuanEvent = { [Type in MessageType]: Event<Type> }[MessageType];

export type Occasion = Readonly<{
  id: string;
  subject: string;
  occurredAt: string;
  recordedAt: string;
  revision: number;
  position: string;
  correlationId: string;
  causationId: string;
  actorUnit: string;
}>;

const SEQUENCE_DIGITS = 10;

/** One text for every topic. Of the data, a `MessageData` of that type, only what the schema declares gets into it. */
export function cloudEventText(type: MessageType, data: object, on: Occasion): string {
  // Written out in the order of the envelope: to make an object for JSON.stringify costs twice as much.
  return (
    `{"specversion":"1.0"${said('id', on.id)},"source":"${SOURCE}","type":"${type}"` +
    `${said('subject', on.subject)}${said('time', on.occurredAt)},"datacontenttype":"application/json"` +
    `,"dataschema":"${dataSchemaId(type)}","streamrevision":${on.revision}` +
    `,"sequence":"${String(on.revision).padStart(SEQUENCE_DIGITS, '0')}"${said('position', on.position)}` +
    `${said('recordedat', on.recordedAt)}${said('correlationid', on.correlationId)}` +
    `${said('causationid', on.causationId)}${said('actorunit', on.actorUnit)}` +
    `,"data":${JSON.stringify(declaredOnly(MESSAGES[type].data, data))}}`
  );
}

/** What JSON quotes as it stands. */
const PLAIN = /^[\w .:/+-]*$/;

/** Left out, as JSON.stringify does, where an old event does not say it. */
function said(name: string, text: string | undefined): string {
  if (text === undefined) return '';
  return PLAIN.test(text) ? `,"${name}":"${text}"` : `,"${name}":${JSON.stringify(text)}`;
}

/**
 * For a subscriber: the message, or `undefined` where its type is one that this version of the package does not know
 * (a newer one: read on, or upgrade). Errors: SyntaxError when the text is no JSON; TypeError when it is no CloudEvent.
 */
export function readMessage(text: string): FuyuanEvent | undefined {
  const event = JSON.parse(text) as Partial<FuyuanEvent> | null;
  if (event?.specversion !== '1.0' || typeof event.type !== 'string') throw new TypeError('This is no CloudEvent 1.0.');
  return isMessageType(event.type) ? (event as FuyuanEvent) : undefined;
}

const attribute = (description: string, more: object = {}) => ({ type: 'string', minLength: 1, description, ...more });

/** JSON Schema (2020-12) of the envelope alone; the data are described by `dataschema`. */
export const ENVELOPE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:fuyuan:schema:envelope.v1',
  title: 'CloudEvents 1.0',
  type: 'object',
  properties: {
    specversion: { const: '1.0' },
    id: attribute('事实编号，各主题相同 · Id of the recorded fact, the same in every topic'),
    source: { const: SOURCE },
    type: attribute('消息类型 · Message type'),
    subject: attribute('记录编号，亦为消息键 · Id of the record, and key of the message'),
    time: attribute('发生时间（UTC） · When it happened', { format: 'date-time' }),
    datacontenttype: { const: 'application/json' },
    dataschema: attribute('数据的 JSON Schema · JSON Schema of the data', { format: 'uri' }),
    streamrevision: { type: 'integer', minimum: 0, description: '记录内的版次，自 0 起无缺 · From 0, without a gap' },
    sequence: attribute('可排序的版次 · streamrevision as text that sorts', { pattern: '^\\d{10}$' }),
    position: attribute('在全部日志中的位置，不透明 · Position in the whole log; opaque'),
    recordedat: attribute('记录时间（UTC） · When it was recorded', { format: 'date-time' }),
    correlationid: attribute('关联编号 · Correlation id'),
    causationid: attribute('起因 · What led to it'),
    actorunit: attribute('所代表的单位；无行为单位时为 fuyuan · The unit for which was acted; fuyuan: none did'),
    data: { type: 'object' },
  },
  required: [
    ...['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'dataschema', 'streamrevision'],
    ...['sequence', 'position', 'recordedat', 'correlationid', 'causationid', 'actorunit', 'data'],
  ],
} as const;
