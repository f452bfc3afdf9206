import { CONTENT_TYPE, ENVELOPE_SCHEMA } from './cloud-event';
import { exampleOf } from './examples';
import { dataSchemaOf, MESSAGE_TYPES, MESSAGES, type MessageType } from './messages';
import { AUDIENCES, FAMILIES, FEED_ADDRESS, isOfFamily, topicOf, type Audience, type Family } from './topics';

/** Of the package; within a first number, what a reader knows goes on to hold. */
export const CONTRACTS_VERSION = '0.1.0';

/** Where the topics are: `host:port` each; told by whoever runs the relay. `secure`: TLS and SASL/SCRAM. */
export type BrokersTold = Readonly<{ brokers: readonly string[]; secure: boolean }>;

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

/** Also beside the text, for those who route or count without reading it. */
const headers = {
  type: 'object',
  properties: {
    id: { type: 'string', description: '同 CloudEvents 的 id · The id of the event' },
    stream: { type: 'string', description: '记录的类别与编号 · Category and id of the record' },
    revision: { type: 'string', pattern: '^\\d+$', description: '同 streamrevision · The same as streamrevision' },
  },
  required: ['id', 'stream', 'revision'],
};

const messageOf = (type: MessageType) => ({
  name: type,
  title: MESSAGES[type].summary,
  contentType: CONTENT_TYPE,
  headers,
  payload: payloadOf(type),
  examples: [{ name: '示例 · Example', summary: MESSAGES[type].summary, payload: exampleOf(type) }],
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
        description: `读者 · Readers: ${READERS[audience]}。${FAMILY_TITLES[family]}`,
        messages: holding(MESSAGE_TYPES.filter((type) => isOfFamily(type, family))),
      },
    ]),
  );

const feedChannel = {
  address: FEED_ADDRESS,
  title: '单位自有系统的订阅 · The feed of a unit whose own system subscribes',
  description:
    '读者：仅该单位。本单位可知悉的全部，别无其他；以 subscription.started 开始，以 subscription.ended 结束；重新订阅则另起一主题（nth 加一），同一事实编号不变。 · ' +
    'Readers: this unit alone. All that it may see, and nothing else; from subscription.started to subscription.ended. A new subscription has a topic of its own (nth + 1), in which a fact has the id that it had.',
  parameters: {
    unitId: { description: '单位编号 · Id of the unit', examples: ['panshi-court'] },
    nth: { description: '该单位的第几次订阅，自 1 起 · Which subscription of the unit, from 1', examples: ['1'] },
  },
  messages: holding(MESSAGE_TYPES),
};

/** Groups of others are refused: a reader's begin with the name of its account. */
const receiving = (channel: string, account: string) => ({
  action: 'receive',
  title: `读取 · Read ${channel}`,
  channel: ref(`channels/${channel}`),
  bindings: { kafka: { groupId: { type: 'string', pattern: `^${account}\\.` }, bindingVersion: '0.5.0' } },
});

const readings = () => ({
  ...Object.fromEntries(
    AUDIENCES.flatMap((audience) =>
      FAMILIES.map((family) => {
        const channel = `${audience}-${family}`;
        return [`read-${channel}`, receiving(channel, audience)];
      }),
    ),
  ),
  [`read-${FEED}`]: receiving(FEED, 'unit\\.[a-z0-9-]+'),
});

const SCRAM = 'scram';

/** Without brokers to name, a server whose address is asked of the operator. */
function serverOf({ brokers, secure }: BrokersTold) {
  const hosts = brokers.length > 0 ? brokers : ['{brokers}'];
  const variables = { brokers: { description: '由运行方告知的 host:port · host:port, told by the operator' } };
  return Object.fromEntries(
    hosts.map((host, index) => [
      `broker-${index + 1}`,
      {
        host,
        protocol: secure ? 'kafka-secure' : 'kafka',
        protocolVersion: '2.5+',
        title: 'Kafka',
        description: secure
          ? '经 TLS，以账号登录；请信任运行方给出的证书 · Over TLS, with an account; trust the certificate that the operator gives'
          : '无 TLS，仅供开发 · Without TLS: for development only',
        ...(brokers.length > 0 ? {} : { variables }),
        ...(secure ? { security: [ref(`components/securitySchemes/${SCRAM}`)] } : {}),
      },
    ]),
  );
}

const securitySchemes = {
  [SCRAM]: {
    type: 'scramSha512',
    description:
      '账号由运行方开立：法院、检察院、政府系统各一（court、procuratorate、government），订阅单位为 unit.<单位编号>。只读本方主题，消费组名须以“账号.”开头。 · ' +
      'Accounts are given by the operator: court, procuratorate, government; unit.<id> for a subscribing unit. Each reads its own topics only, in groups whose names begin with the account and a dot.',
  },
};

const ABOUT = `每一事实一条消息（CloudEvents 1.0，结构化模式）。
- 请以 read_committed 读取；消息键为记录编号。
- 同一记录在每个主题内按 streamrevision 自 0 起连续；同一事实在各主题、各代主题中编号（id）相同，已见的略过。
- cn.fuyuan.referral.sight-ended.v1：此后不得再知悉该移送，请在本方系统中不再展示。
- 重新发布时主题名以 .g2、.g3…… 结尾，请自始读取并按 id 略过已见的。
- 未知的消息类型与属性请忽略。

One message per fact (CloudEvents 1.0, structured mode).
- Read with read_committed; the key is the id of the record.
- In every topic a record is told by streamrevision from 0 without a gap; a fact has the same id in every topic and generation: skip what you have seen.
- cn.fuyuan.referral.sight-ended.v1: you may know no more of that referral; show it no longer.
- What is published anew lies in topics that end in .g2, .g3, …: read them from the beginning and skip by id.
- Ignore types and properties that you do not know.`;

/**
 * The AsyncAPI 3.0 document, made of the same tables as the messages; `told` names the brokers where they are known.
 */
export function asyncapi(told: BrokersTold = { brokers: [], secure: true }) {
  const channels = Object.fromEntries([...channelsOfReadSides(), [FEED, feedChannel]]) as Record<string, object>;
  return {
    asyncapi: '3.0.0',
    id: 'urn:fuyuan',
    info: { title: '府院通消息 · Fuyuan messages', version: CONTRACTS_VERSION, description: ABOUT },
    defaultContentType: CONTENT_TYPE,
    servers: serverOf(told),
    channels,
    operations: readings(),
    components: {
      messages: Object.fromEntries(MESSAGE_TYPES.map((type) => [type, messageOf(type)])),
      ...(told.secure ? { securitySchemes } : {}),
    },
  };
}
