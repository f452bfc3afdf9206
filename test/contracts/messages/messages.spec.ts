import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import {
  breaksOf,
  dataSchemaId,
  dataSchemaOf,
  declaredOnly,
  ENVELOPE_SCHEMA,
  MESSAGE_TYPES,
  MESSAGES,
  readMessage,
  type MessageType,
  type Schema,
} from '@fuyuan/contracts';
import { messagesOfHistory, type Message } from './golden-messages';

/**
 * What lies in topics: one file per message and version, never changed and never removed. `released` holds the schemas
 * as subscribers have them. `node scripts/contracts.mjs release` writes what is new.
 */
const released = join(__dirname, 'released');
const jsonIn = (folder: string) => readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = <Content>(path: string): Content => JSON.parse(readFileSync(path, 'utf8')) as Content;
const golden = jsonIn(__dirname).map((file) => ({
  type: file.replace(/\.json$/, '') as MessageType,
  message: read<Message>(join(__dirname, file)),
}));

const ajv = addFormats(new Ajv({ strict: true, strictTypes: false, allErrors: true }));
ajv.addSchema(ENVELOPE_SCHEMA);
MESSAGE_TYPES.forEach((type) => ajv.addSchema(dataSchemaOf(type)));
const faults = (schemaId: string, content: unknown) => (ajv.validate(schemaId, content) ? [] : ajv.errors);

describe('the published language', () => {
  it('has a golden message and a released schema for every type, and none besides', () => {
    expect(golden.map(({ type }) => type).sort()).toEqual([...MESSAGE_TYPES].sort());
    expect(jsonIn(released).sort()).toEqual(MESSAGE_TYPES.map((type) => `${type}.json`).sort());
  });

  it.each(golden)(
    '$type is a CloudEvent with the data of its schema, and a subscriber reads it',
    ({ type, message }) => {
      expect(faults(ENVELOPE_SCHEMA.$id, message)).toEqual([]);
      expect(message).toMatchObject({ type, dataschema: dataSchemaId(type) });
      expect(faults(dataSchemaId(type), message.data)).toEqual([]);
      expect(declaredOnly(MESSAGES[type].data, message.data)).toEqual(message.data);
      expect(readMessage(JSON.stringify(message))).toEqual(message);
    },
  );

  it.each(golden)('the schema of $type refuses it when anything in it is missing', ({ type, message }) => {
    for (const name of Object.keys(message.data)) {
      const { [name]: _, ...less } = message.data;
      expect(faults(dataSchemaId(type), less)).not.toEqual([]);
    }
  });

  it('is what is said of the golden history', () => {
    const said = messagesOfHistory(join(__dirname, '../history'));
    expect(new Set(said.map(({ type }) => type))).toEqual(new Set(MESSAGE_TYPES));
    const ofNewest = new Map(said.map((message) => [message.type, message]));
    for (const { type, message } of golden) expect(ofNewest.get(type)).toEqual(message);
    for (const { type, data } of said)
      expect([type, faults(dataSchemaId(type as MessageType), data)]).toEqual([type, []]);
  });

  it.each(MESSAGE_TYPES)('%s breaks no reader of what was released', (type) => {
    const path = join(released, `${type}.json`);
    expect(existsSync(path) ? breaksOf(read<Schema>(path), dataSchemaOf(type)) : ['It was never released.']).toEqual(
      [],
    );
  });

  it('names no person: who acted is told as a unit', () =>
    expect(golden.filter(({ message }) => /"(person|account|successor)"/.test(JSON.stringify(message)))).toEqual([]));
});
