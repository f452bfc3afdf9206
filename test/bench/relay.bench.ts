import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Partitioners, type Message, type TopicMessages } from 'kafkajs';
import { topicOf } from '@fuyuan/contracts';
import { connect, endsOf, readTopic, TopicFollower, type KafkaClient } from '@fuyuan/kafka';
import { runBuilt, startBuilt, startEventStore, startOwnKafka, whyNoKafka, type BuiltApp } from '@fuyuan/testing';
import { freePort } from '../operations/running/places';
import { residentMb } from './processes';
import { RelayTown } from './relay.town';
import { percentile, type Row } from './report';

const PER_SECOND = 500;
/** As `npm run start:relay` does: much is made and little is kept. */
const AS_STARTED = { NODE_OPTIONS: '--max-semi-space-size=8' };
const TOPIC = topicOf('court', 'law-notices');
/** Of each topic, so that a batch for one of its partitions stays below the limit of a broker (K15). */
const IN_A_TRANSACTION = 2_000;
/** Between courts a fact goes to one topic, from a court to a bureau to two. */
const SHAPES = { 1: [TOPIC], 2: [TOPIC, topicOf('government', 'law-notices')] };
type Shape = keyof typeof SHAPES;

/** From the log to Kafka on a real broker; nothing where none can be had, and it says so. */
export async function benchRelay({ short }: Readonly<{ short: boolean }>): Promise<Row[]> {
  const why = whyNoKafka();
  if (why !== undefined) {
    console.log(`relay: not measured, there is no Kafka: ${why}`);
    return [];
  }
  const acts = short ? 30_000 : 1_000_000;
  return [...(await measured(1, Math.min(acts, 100_000))), ...(await measured(2, acts, short ? 5 : 20))];
}

/** One shape, on a store and a broker of its own; live delays where seconds are given. */
async function measured(shape: Shape, acts: number, liveSeconds?: number): Promise<Row[]> {
  const store = await startEventStore();
  const broker = await startOwnKafka();
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const kafka = connect({ brokers: broker.brokers, clientId: 'bench', log });
  const town = new RelayTown(store.connectionString, shape === 1 ? 'court' : 'government');
  const env = { KAFKA_BROKERS: broker.brokers.join(), EVENTSTORE_CONNECTION_STRING: store.connectionString };
  try {
    await town.settle();
    await town.fill(acts);
    await runBuilt('relay/src/topics.cli', { args: ['--apply'], env });
    const facts = acts + 2;
    const raw = await rate(Math.min(facts, 100_000), () => town.rawRead(Math.min(facts, 100_000)));
    const port = String(await freePort());
    const app = startBuilt('relay/src/main', { env: { ...env, ...AS_STARTED, HTTP_PORT: port, LOG_LEVEL: 'warn' } });
    const { rate: caughtUp, most } = await catchUp(app, `http://127.0.0.1:${port}`, facts);
    const produced = await rawProduce(kafka, SHAPES[shape], Math.min(facts, 100_000));
    const rows = rowsOf({ shape, acts, raw, produced, caughtUp, most });
    if (liveSeconds !== undefined) rows.push(...liveRows(await liveDelays(kafka, town, liveSeconds)));
    await app.stop();
    return rows;
  } finally {
    await town.client.dispose();
    await broker.stop();
    await store.stop();
  }
}

type Found = Readonly<{ shape: Shape; acts: number; raw: number; produced: number; caughtUp: number; most: number }>;

function rowsOf({ shape, acts, raw, produced, caughtUp, most }: Found): Row[] {
  const baseline = Math.min(raw, produced);
  const ratio = caughtUp / baseline;
  const target = '≥ 0.7 of the slower of the two, ≥ 15,000/s';
  const of = `relay, ${shape === 1 ? 'one topic' : 'two topics'} for each event`;
  const [unit, met] = ['events/s', ratio >= 0.7 && caughtUp >= 15_000];
  return [
    { name: `${of}: raw read of $all by the client`, figure: raw, unit },
    { name: `${of}: raw transactions of the same messages by kafkajs`, figure: produced, unit },
    {
      name: `${of}: catch-up over ${acts.toLocaleString('en-US')}`,
      figure: caughtUp,
      unit,
      baseline,
      ratio,
      target,
      met,
    },
    { name: `${of}: the most resident meanwhile`, figure: most, unit: 'MB', target: '< 200 MB', met: most < 200 },
  ];
}

function liveRows(delays: readonly number[]): Row[] {
  const [p50, p99] = [percentile(delays, 0.5), percentile(delays, 0.99)];
  const name = `relay: append to visible in the topic at ${PER_SECOND}/s`;
  return [
    { name: `${name}, p50`, figure: p50, unit: 'ms' },
    { name: `${name}, p99`, figure: p99, unit: 'ms', target: '< 100 ms', met: p99 < 100 },
  ];
}

async function rate(events: number, work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (events * 1_000) / (performance.now() - begin);
}

/** From the moment it leads until everything is published; and the most that was resident meanwhile, in MB. */
async function catchUp(app: BuiltApp, url: string, facts: number): Promise<{ rate: number; most: number }> {
  const look = async (name: string) => {
    const text = await fetch(`${url}/metrics`).then(
      (answer) => answer.text(),
      () => '',
    );
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0);
  };
  while ((await look('fuyuan_relay_leads')) === 0) await pause(20);
  const begin = performance.now();
  let most = 0;
  while ((await look('fuyuan_relay_facts')) < facts) {
    await pause(50);
    most = Math.max(most, residentMb(app.pid));
    if (performance.now() - begin > 600_000) throw new Error(`The relay did not catch up:\n${app.output()}`);
  }
  return { rate: (facts * 1_000) / (performance.now() - begin), most };
}

/** The messages that the relay wrote, written again to other topics by kafkajs as it is, with nothing to translate. */
async function rawProduce(kafka: KafkaClient, topics: readonly string[], events: number): Promise<number> {
  const messages: { topic: string; key: string; value: string }[] = [];
  for (const topic of topics) {
    let taken = 0;
    await readTopic(kafka, { topic }, ({ key, value }) => {
      if (taken++ < events) messages.push({ topic: `bench.${topic}`, key, value });
    });
  }
  const admin = kafka.admin();
  await admin.connect();
  const configEntries = [{ name: 'max.message.bytes', value: String(8 * 1024 * 1024) }];
  const plans = topics.map((topic) => ({ topic: `bench.${topic}`, numPartitions: 6, configEntries }));
  await admin.createTopics({ topics: plans });
  await admin.disconnect();
  const producer = kafka.producer({
    ...{ transactionalId: 'bench', maxInFlightRequests: 1, retry: { retries: 12, initialRetryTime: 5 } },
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const found = await rate(messages.length / topics.length, async () => {
    for (let at = 0; at < messages.length; at += IN_A_TRANSACTION) {
      const transaction = await producer.transaction();
      await transaction.sendBatch({ topicMessages: byTopic(messages.slice(at, at + IN_A_TRANSACTION)) });
      await transaction.commit();
    }
  });
  await producer.disconnect();
  return found;
}

function byTopic(messages: readonly { topic: string; key: string; value: string }[]): TopicMessages[] {
  const topics = new Map<string, Message[]>();
  for (const { topic, key, value } of messages) {
    if (!topics.has(topic)) topics.set(topic, []);
    topics.get(topic)?.push({ key, value });
  }
  return Array.from(topics, ([topic, of]) => ({ topic, messages: of }));
}

/** From the call of an append until a reader of the court's topic has the message, at a steady rate. */
async function liveDelays(kafka: KafkaClient, town: RelayTown, seconds: number): Promise<number[]> {
  const topic = TOPIC;
  const begun = new Map<string, number>();
  const delays: number[] = [];
  const ends = new Map((await endsOf(kafka, [topic])).map(({ partition, high }) => [partition, high]));
  const follower = new TopicFollower(kafka, {
    groupId: `bench.${randomUUID()}`,
    topics: [topic],
    nextOffset: async (_, partition) => ends.get(partition),
    handle: async ({ messages }) => {
      const now = performance.now();
      for (const { key } of messages) {
        const at = begun.get(key);
        if (at !== undefined) delays.push(now - at);
      }
    },
  });
  const following = follower.run();
  const sent: Promise<unknown>[] = [];
  const send = () => {
    const { id, appended } = town.begin();
    begun.set(id, performance.now());
    sent.push(appended);
  };
  // Until the reader has joined its group and the way is warm.
  while (delays.length < PER_SECOND) {
    send();
    await pause(10);
  }
  delays.length = 0;
  begun.clear();
  const start = performance.now();
  for (let nth = 0; nth < PER_SECOND * seconds;) {
    for (const due = ((performance.now() - start) * PER_SECOND) / 1_000; nth < due; nth += 1) send();
    await pause(2);
  }
  await Promise.all(sent);
  const wanted = begun.size;
  for (const until = performance.now() + 30_000; delays.length < wanted && performance.now() < until;) await pause(20);
  if (delays.length < wanted) throw new Error(`${delays.length} of ${wanted} messages came.`);
  await follower.stop();
  await following.catch(() => undefined);
  return delays;
}
