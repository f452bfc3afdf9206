import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import { asyncapi, MESSAGE_TYPES, READ_SIDE_TOPICS } from '@fuyuan/contracts';

const specification = JSON.parse(
  readFileSync(require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'), 'utf8'),
) as object;
const document = asyncapi('0.1.0');
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
});
