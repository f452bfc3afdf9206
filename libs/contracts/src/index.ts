export {
  cloudEventText,
  CONTENT_TYPE,
  ENVELOPE_SCHEMA,
  readMessage,
  SOURCE,
  type Envelope,
  type FuyuanEvent,
  type Occasion,
} from './cloud-event';
export {
  dataSchemaId,
  dataSchemaOf,
  isMessageType,
  MESSAGE_TYPES,
  MESSAGES,
  type MessageData,
  type MessageType,
} from './messages';
export { declaredOnly, type Schema } from './schema';
export {
  AUDIENCES,
  FAMILIES,
  feedNamed,
  feedOf,
  inGeneration,
  isOfFamily,
  READ_SIDE_TOPICS,
  relayCheckpoints,
  topicOf,
  type Audience,
  type Family,
  type Topic,
} from './topics';
export { asyncapi, CONTRACTS_VERSION, type BrokersTold } from './asyncapi';
export { exampleOf } from './examples';
export { breaksOf, type Break } from './compatibility';
