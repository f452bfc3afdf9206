import type { Envelope } from './cloud-event';
import { dataSchemaId, MESSAGES, type MessageType } from './messages';
import type { Schema } from './schema';

/** What stands in an example under the name of a property; what is not named is told from the schema. */
const SAID: Readonly<Record<string, unknown>> = {
  unitId: 'panshi-court',
  parentId: 'panshi-government',
  publisherId: 'panshi-justice-bureau',
  receiverId: 'panshi-police',
  approverId: 'panshi-justice-bureau',
  supervisorId: 'panshi-procuratorate',
  heirId: 'panshi-housing-bureau',
  predecessorId: 'panshi-land-bureau',
  name: '磐石市人民法院',
  regionCode: '220284',
  publisherRegion: '220284',
  senderRegion: '220284',
  receiverRegion: '220284',
  title: '中华人民共和国行政复议法',
  documentNumber: '主席令第九号',
  issuingAuthority: '全国人民代表大会常务委员会',
  norm: '磐石市府院联动联席会议工作规则',
  article: '第十条',
  fieldsOfWork: ['行政复议'],
  code: 'enforcement-assistance',
  subject: '协助查询不动产登记',
  request: '请协助查询并书面回复',
  caseNumber: '（2026）吉0284执12号',
  answerBy: '2026-04-01',
  paper: '调解同意书',
  opinion: '涉及本单位行政复议工作',
  measures: '修订办案指引',
  progress: '已立案',
  words: '请按期办结并书面回复',
  summary: '已查询并书面回复',
  decision: '联席会议纪要〔2026〕3号',
  reason: '按规定办理',
  remark: '材料齐备',
  correctedType: 'cn.fuyuan.referral.accepted.v1',
  link: null,
  text: null,
  history: null,
};

const RECORD = '0197a3c4-5d6e-7f80-9a1b-2c3d4e5f6071';
const FACT = '3e2f0a54-6a0b-5c57-8a9e-5d1f0c7b9a21';
const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-03-02T01:00:00.000Z',
  date: '2026-03-02',
  uuid: RECORD,
};

/** A value that the schema allows. */
function valueOf(schema: Schema, name = ''): unknown {
  // The norm of a law notice is an object, the norm of a legal basis a title.
  if (Object.hasOwn(SAID, name) && !schema.properties) return SAID[name];
  const { anyOf, items, properties } = schema;
  if (anyOf?.[0]) return valueOf(anyOf[0], name);
  if (items) return [valueOf(items, name)];
  if (!properties) return simpleValueOf(schema);
  return Object.fromEntries(Object.entries(properties).map(([each, of]) => [each, valueOf(of, each)]));
}

function simpleValueOf({ enum: codes, type, minimum = 0, format = '', pattern }: Schema): unknown {
  if (codes) return codes[0];
  if (type === 'integer') return minimum;
  if (type === 'boolean') return false;
  return FORMATS[format] ?? (pattern === undefined ? '示例' : 'panshi-police');
}

function subjectOf(type: MessageType, { noticeId, referralId }: Readonly<Record<string, unknown>>): string {
  if (type.startsWith('cn.fuyuan.referral-kind.')) return 'referral-kinds';
  return noticeId === undefined && referralId === undefined ? 'panshi-court' : RECORD;
}

/** A message of that type as it could lie in a topic; every part is allowed by its schema, and nothing in it happened. */
export function exampleOf(type: MessageType): Envelope & { type: string; data: Record<string, unknown> } {
  const data = valueOf(MESSAGES[type].data) as Record<string, unknown>;
  return {
    specversion: '1.0',
    id: FACT,
    source: '/exchange',
    type,
    subject: subjectOf(type, data),
    time: FORMATS['date-time'] ?? '',
    datacontenttype: 'application/json',
    dataschema: dataSchemaId(type),
    streamrevision: 0,
    sequence: '0000000000',
    position: '4211/4211',
    recordedat: '2026-03-02T01:00:00.120Z',
    correlationid: 'f1c2b8de-0d3c-4a56-8f4e-6f9f2f2b7a10',
    causationid: 'f1c2b8de-0d3c-4a56-8f4e-6f9f2f2b7a10',
    actorunit: 'panshi-court',
    data,
  };
}
