import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import {
  asyncapi,
  declaredOnly,
  exampleOf,
  feedOf,
  MESSAGE_TYPES,
  MESSAGES,
  READ_SIDE_TOPICS,
} from '@fuyuan/contracts';

const specification = JSON.parse(
  readFileSync(require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'), 'utf8'),
) as object;
const document = asyncapi();
const channels = document.channels as Record<string, { address: string; messages: Record<string, { $ref: string }> }>;

describe('the AsyncAPI document', () => {
  const validate = addFormats(new Ajv({ strict: false, allErrors: true })).compile(specification);

  it('is AsyncAPI 3.0 by its published JSON Schema', () => {
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it('is refused by that schema when it is not', () => {
    expect(validate({ ...document, channels: [] })).toBe(false);
    expect(validate({ ...document, info: { title: 'no version' } })).toBe(false);
  });

  it('has a channel for every topic of the read sides, and one for the feeds of units', () =>
    expect(Object.values(channels).map(({ address }) => address)).toEqual([
      ...READ_SIDE_TOPICS.map(({ topic }) => topic),
      'unit.{unitId}.v{nth}',
    ]));

  it('leads with every reference to a message, whose payload is a schema that compiles', () => {
    const ajv = addFormats(new Ajv2020({ strict: true, strictTypes: false }));
    const known = document.components.messages;
    const told = Object.values(channels).flatMap(({ messages }) => Object.values(messages).map(({ $ref }) => $ref));
    expect([...new Set(told)].sort()).toEqual(MESSAGE_TYPES.map((type) => `#/components/messages/${type}`).sort());
    for (const type of MESSAGE_TYPES) expect(() => ajv.compile(known[type]?.payload.schema ?? false)).not.toThrow();
  });

  it.each(MESSAGE_TYPES)('shows an example of %s that its payload allows, with nothing besides', (type) => {
    const { payload, examples } = document.components.messages[type] ?? { payload: { schema: false }, examples: [] };
    const shown = addFormats(new Ajv2020({ strict: true, strictTypes: false })).compile(payload.schema);
    expect(examples.map((example) => shown(example.payload) || shown.errors)).toEqual([true]);
    expect(JSON.stringify(exampleOf(type))).not.toContain('示例');
    expect(declaredOnly(MESSAGES[type].data, exampleOf(type).data)).toEqual(exampleOf(type).data);
  });

  it('tells where the brokers are and how one signs in, or that the operator is to be asked', () => {
    const { servers, components } = asyncapi({ brokers: ['kafka-1:9093', 'kafka-2:9093'], secure: true });
    expect(Object.values(servers)).toMatchObject([
      { host: 'kafka-1:9093', protocol: 'kafka-secure', security: [{ $ref: '#/components/securitySchemes/scram' }] },
      { host: 'kafka-2:9093' },
    ]);
    expect(components.securitySchemes).toMatchObject({ scram: { type: 'scramSha512' } });
    expect(Object.values(document.servers)).toMatchObject([{ host: '{brokers}', variables: { brokers: {} } }]);
    const inTheClear = asyncapi({ brokers: ['127.0.0.1:9092'], secure: false });
    expect(Object.values(inTheClear.servers)).toMatchObject([{ protocol: 'kafka' }]);
    expect([inTheClear, document].map((one) => validate(one))).toEqual([true, true]);
  });

  it('says in which groups an account may read: its own', () => {
    const operations = document.operations as Record<string, { bindings: { kafka: { groupId: { pattern: string } } } }>;
    const isGroupOf = (operation: string, group: string) =>
      new RegExp(operations[operation]?.bindings.kafka.groupId.pattern ?? '$^').test(group);
    expect(isGroupOf('read-court-referrals', 'court.docket')).toBe(true);
    expect(isGroupOf('read-court-referrals', 'government.docket')).toBe(false);
    expect(isGroupOf('read-unit-feed', 'unit.panshi-court.own-system')).toBe(true);
    expect(isGroupOf('read-unit-feed', 'court.own-system')).toBe(false);
  });

  it('names the feed of a unit as it is named', () =>
    expect(channels['unit-feed']?.address.replace('{unitId}', 'panshi-court').replace('{nth}', '2')).toBe(
      feedOf('panshi-court', 2),
    ));
});
