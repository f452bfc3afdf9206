import { CONTENT_TYPE, ENVELOPE_SCHEMA } from './cloud-event';
import { dataSchemaOf, MESSAGE_TYPES, MESSAGES, type MessageType } from './messages';
import { AUDIENCES, FAMILIES, feedOf, isOfFamily, topicOf, type Audience, type Family } from './topics';

const FAMILY_TITLES: Readonly<Record<Family, string>> = {
  units: '单位 · Units',
  'referral-kinds': '移送类别 · Kinds of referral',
  'law-notices': '法规更新通报 · Law notices',
  referrals: '移送 · Referrals',
  restricted: '限定知悉的移送 · Referrals of which only the named units may know',
};

const READERS: Readonly<Record<Audience, string>> = {
  court: '法院系统 · the courts',
  procuratorate: '检察系统 · the procuratorates',
  government: '政府系统 · the government',
};

const ref = (to: string) => ({ $ref: `#/${to}` });
const FEED = 'unit-feed';

const keyed = {
  kafka: { key: { type: 'string', description: '记录编号 · Id of the record' }, bindingVersion: '0.5.0' },
};

/** The envelope with the data of one message in it. Documents of AsyncAPI take no `$id` of their own inside. */
function payloadOf(type: MessageType) {
  const { $schema: _, $id: __, properties, ...envelope } = ENVELOPE_SCHEMA;
  const { $schema: ___, $id: ____, title: _____, ...data } = dataSchemaOf(type);
  const said = { ...properties, type: { const: type }, data };
  return { schemaFormat: 'application/schema+json;version=draft-2020-12', schema: { ...envelope, properties: said } };
}

const messageOf = (type: MessageType) => ({
  name: type,
  title: MESSAGES[type].summary,
  contentType: CONTENT_TYPE,
  payload: payloadOf(type),
  bindings: keyed,
});

const holding = (types: readonly MessageType[]) =>
  Object.fromEntries(types.map((type) => [type, ref(`components/messages/${type}`)]));

const channelsOfReadSides = () =>
  AUDIENCES.flatMap((audience) =>
    FAMILIES.map((family) => [
      `${audience}-${family}`,
      {
        address: topicOf(audience, family),
        title: FAMILY_TITLES[family],
        description: `${READERS[audience]}；读者须用 read_committed · Read with read_committed`,
        messages: holding(MESSAGE_TYPES.filter((type) => isOfFamily(type, family))),
      },
    ]),
  );

const feedChannel = {
  address: feedOf('{unitId}', 1).replace(/v1$/, 'v{nth}'),
  title: '单位自有系统的订阅 · The feed of a unit whose own system subscribes',
  description: '本单位可知悉的全部，别无其他 · All that this unit may see, and nothing else',
  parameters: {
    unitId: { description: '单位编号 · Id of the unit' },
    nth: { description: '该单位的第几次订阅，自 1 起 · Which subscription of the unit, from 1' },
  },
  messages: holding(MESSAGE_TYPES),
};

const receiving = (channel: string) => ({ action: 'receive', channel: ref(`channels/${channel}`) });

/** The AsyncAPI 3.0 document, made of the same tables as the messages. `version` is that of the package. */
export function asyncapi(version: string) {
  const channels = Object.fromEntries([...channelsOfReadSides(), [FEED, feedChannel]]) as Record<string, object>;
  return {
    asyncapi: '3.0.0',
    id: 'urn:fuyuan',
    info: {
      title: '府院通消息 · Fuyuan messages',
      version,
      description:
        '每一事实一条消息（CloudEvents 1.0）。同一记录在每个主题内按 streamrevision 自 0 起连续；未知的消息类型与属性请忽略。 · ' +
        'One message per fact (CloudEvents 1.0). In every topic a record is told by streamrevision from 0 without a gap; ignore types and properties that you do not know.',
    },
    defaultContentType: CONTENT_TYPE,
    channels,
    operations: Object.fromEntries(Object.keys(channels).map((channel) => [`read-${channel}`, receiving(channel)])),
    components: { messages: Object.fromEntries(MESSAGE_TYPES.map((type) => [type, messageOf(type)])) },
  };
}
