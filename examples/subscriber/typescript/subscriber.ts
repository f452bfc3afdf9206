// Prints what Fuyuan tells this account, one line per fact. How to begin stands in ../README.md.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { dataSchemaOf, MESSAGE_TYPES, MESSAGES, readMessage } from '@fuyuan/contracts';
import Ajv from 'ajv/dist/2020';
import { Kafka, logLevel, type Consumer } from 'kafkajs';

const { KAFKA_BROKERS = '127.0.0.1:9092', KAFKA_USER: username = 'court', KAFKA_PASSWORD: password } = process.env;
const { KAFKA_CA_FILE, SEEN_FILE = 'seen.txt', LOOK_EVERY_MS = '10000' } = process.env;
const ssl = KAFKA_CA_FILE ? { ca: [readFileSync(KAFKA_CA_FILE, 'utf8')] } : true;
const login = password ? { ssl, sasl: { mechanism: 'scram-sha-512' as const, username, password } } : {};
const kafka = new Kafka({ clientId: username, brokers: KAFKA_BROKERS.split(','), logLevel: logLevel.ERROR, ...login });
const schemas = new Ajv({ schemas: MESSAGE_TYPES.map(dataSchemaOf), validateFormats: false });
const seen = new Set(existsSync(SEEN_FILE) ? readFileSync(SEEN_FILE, 'utf8').split('\n') : []);

function take(text: string): void {
  const event = readMessage(text); // undefined: of a type that this version of the package does not know
  if (!event || seen.has(event.id)) return;
  if (!schemas.validate(event.dataschema, event.data)) throw new TypeError(`${event.id}: ${schemas.errorsText()}`);
  const said = MESSAGES[event.type].summary.split(' · ')[0];
  const sign = event.type === 'cn.fuyuan.referral.sight-ended.v1' ? '【不再展示】' : '';
  console.log(`${sign}${event.time} ${event.actorunit} ${said} ${event.subject} 第${event.streamrevision}版`);
  appendFileSync(SEEN_FILE, `${seen.add(event.id) && event.id}\n`); // in your system: with the rows, in one transaction
}

async function follow(): Promise<never> {
  const admin = kafka.admin();
  for (let consumer: Consumer | undefined, followed = ''; ; await pause(Number(LOOK_EVERY_MS))) {
    const own = (await admin.listTopics()).filter((topic) => topic.startsWith(`${username}.`)).sort();
    if (own.join() === followed) continue; // a new subscription or generation is a topic more
    await consumer?.disconnect();
    consumer = kafka.consumer({ groupId: `${username}.example`, readUncommitted: false, sessionTimeout: 6_000 });
    consumer.on('consumer.crash', ({ payload }) => payload.restart || process.exit(1));
    await consumer.subscribe({ topics: (followed = own.join()).split(','), fromBeginning: true });
    await consumer.run({ eachMessage: async ({ message }) => take(String(message.value)) });
  }
}
void follow();
