import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { topicOf } from '@fuyuan/contracts';
import { connect, endsOf, readTopic, TopicFollower, TransactionalWriter, type KafkaClient } from '@fuyuan/kafka';
import { runBuilt, startBuilt, startEventStore, startOwnKafka, whyNoKafka, type BuiltApp } from '@fuyuan/testing';
import { freePort } from '../operations/running/places';
import { residentMb } from './processes';
import { RelayTown } from './relay.town';
import { percentile, type Row } from './report';

const PER_SECOND = 500;
const TOPICS = [topicOf('court', 'law-notices'), topicOf('government', 'law-notices')];
/** As the relay writes them. */
const IN_A_TRANSACTION = 2_000;

/** From the log to Kafka on a real broker; nothing where none can be had, and it says so. */
export async function benchRelay({ short }: Readonly<{ short: boolean }>): Promise<Row[]> {
  const why = whyNoKafka();
  if (why !== undefined) {
    console.log(`relay: not measured, there is no Kafka: ${why}`);
    return [];
  }
  const acts = short ? 30_000 : 1_000_000;
  const store = await startEventStore();
  const broker = await startOwnKafka();
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const kafka = connect({ brokers: broker.brokers, clientId: 'bench', log });
  const town = new RelayTown(store.connectionString);
  const env = { KAFKA_BROKERS: broker.brokers.join(), EVENTSTORE_CONNECTION_STRING: store.connectionString };
  const relay = async () => {
    const port = String(await freePort());
    const app = startBuilt('relay/src/main', { env: { ...env, HTTP_PORT: port, LOG_LEVEL: 'warn' } });
    return { app, url: `http://127.0.0.1:${port}` };
  };
  try {
    await town.settle();
    await town.fill(acts);
    await runBuilt('relay/src/topics.cli', { args: ['--apply'], env });
    const facts = acts + 2;
    const raw = await rate(Math.min(facts, 100_000), () => town.rawRead(Math.min(facts, 100_000)));
    const one = await relay();
    const caughtUp = await catchUp(one, facts);
    const memory = residentMb(one.app.pid);
    const produced = await rawProduce(kafka, Math.min(facts, 100_000));
    const delays = await liveDelays(kafka, town, short ? 5 : 20);
    await one.app.stop();
    return rowsOf({ acts, raw, produced, caughtUp, memory, delays });
  } finally {
    await town.client.dispose();
    await broker.stop();
    await store.stop();
  }
}

type Found = Readonly<{
  acts: number;
  raw: number;
  produced: number;
  caughtUp: number;
  memory: number;
  delays: readonly number[];
}>;

function rowsOf({ acts, raw, produced, caughtUp, memory, delays }: Found): Row[] {
  const baseline = Math.min(raw, produced);
  const ratio = caughtUp / baseline;
  const target = '≥ 0.7 of the slower of the two, ≥ 15,000/s';
  const [p50, p99] = [percentile(delays, 0.5), percentile(delays, 0.99)];
  return [
    { name: 'relay: raw read of $all', figure: raw, unit: 'events/s' },
    { name: 'relay: raw transactions of the same messages, two for each event', figure: produced, unit: 'events/s' },
    {
      ...{ name: `relay: catch-up over ${acts.toLocaleString('en-US')} events`, figure: caughtUp, unit: 'events/s' },
      ...{ baseline, ratio, target, met: ratio >= 0.7 && caughtUp >= 15_000 },
    },
    { name: `relay: append to visible in the topic at ${PER_SECOND}/s, p50`, figure: p50, unit: 'ms' },
    { name: 'relay: the same, p99', figure: p99, unit: 'ms', target: '< 100 ms', met: p99 < 100 },
    { name: 'relay: resident after it', figure: memory, unit: 'MB', target: '< 200 MB', met: memory < 200 },
  ];
}

async function rate(events: number, work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (events * 1_000) / (performance.now() - begin);
}

/** From the moment it leads until everything is published. */
async function catchUp({ app, url }: Readonly<{ app: BuiltApp; url: string }>, facts: number): Promise<number> {
  const look = async (name: string) => {
    const text = await fetch(`${url}/metrics`).then(
      (answer) => answer.text(),
      () => '',
    );
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0);
  };
  while ((await look('fuyuan_relay_leads')) === 0) await pause(20);
  const begin = performance.now();
  while ((await look('fuyuan_relay_facts')) < facts) {
    await pause(50);
    if (performance.now() - begin > 600_000) throw new Error(`The relay did not catch up:\n${app.output()}`);
  }
  return (facts * 1_000) / (performance.now() - begin);
}

/** The messages that the relay wrote, written again to other topics by the same writer, with nothing to translate. */
async function rawProduce(kafka: KafkaClient, events: number): Promise<number> {
  const messages: { topic: string; key: string; value: string }[] = [];
  for (const topic of TOPICS) {
    let taken = 0;
    await readTopic(kafka, { topic }, ({ key, value }) => {
      if (taken++ < events) messages.push({ topic: `bench.${topic}`, key, value });
    });
  }
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: TOPICS.map((topic) => ({ topic: `bench.${topic}`, numPartitions: 6 })) });
  await admin.disconnect();
  const place = { topic: 'fuyuan.relay.checkpoints', key: 'bench' };
  const writer = await TransactionalWriter.open(kafka, { transactionalId: 'bench', checkpoint: place });
  const found = await rate(messages.length / TOPICS.length, async () => {
    for (let at = 0; at < messages.length; at += IN_A_TRANSACTION) {
      await writer.write(messages.slice(at, at + IN_A_TRANSACTION), '{"position":null}');
    }
  });
  await writer.close();
  return found;
}

/** From the call of an append until a reader of the court's topic has the message, at a steady rate. */
async function liveDelays(kafka: KafkaClient, town: RelayTown, seconds: number): Promise<number[]> {
  const [topic = ''] = TOPICS;
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
