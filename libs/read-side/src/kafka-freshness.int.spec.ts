import { randomUUID } from 'node:crypto';
import { connect, endsOf, settleTopics, TransactionalWriter, type KafkaClient } from '@fuyuan/kafka';
import { beginBuild, migrate, openSqlite } from '@fuyuan/read-model';
import { unitsProjection } from '@fuyuan/projections';
import { describeWithKafka, startKafka, until } from '@fuyuan/testing';
import { KafkaFreshness } from './kafka-freshness';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };
const NOW = new Date('2026-06-01T00:00:00.000Z');
const PATIENCE = 20_000;

jest.setTimeout(60_000);

describeWithKafka('how far a view has read, from Kafka', () => {
  const run = randomUUID().slice(0, 8);
  const nameOf = (name: string) => `${name}-${run}`;
  const topic = nameOf('court.units.v1');
  const checkpoint = { topic: nameOf('checkpoints'), key: 'shard-0' };
  const database = openSqlite(':memory:');
  const failures: unknown[] = [];
  let [kafka, freshness, writer] = [] as unknown as [KafkaClient, KafkaFreshness, TransactionalWriter];
  let build: Awaited<ReturnType<typeof beginBuild>>;

  const write = (value: string, position: string) =>
    writer.write([{ topic, key: 'court', value }], JSON.stringify({ position }));
  const hasReadUpTo = async (next: string) => {
    const cursor = { build: build.build, source: `${topic}/0`, next };
    await database.db.replaceInto('cursors').values(cursor).execute();
  };
  const endOf = async () => (await endsOf(kafka, [topic]))[0]?.high ?? '';

  beforeAll(async () => {
    kafka = connect({ brokers: (await startKafka()).brokers, clientId: 'freshness-spec', log });
    const plans = [topic, checkpoint.topic].map((name) => ({ topic: name, partitions: 1, replicas: 1, settings: {} }));
    await settleTopics(kafka, plans, true);
    writer = await TransactionalWriter.open(kafka, { transactionalId: `relay-${run}`, checkpoint });
    await migrate(database);
    build = await beginBuild(database, unitsProjection, { status: 'live', now: NOW });
    freshness = new KafkaFreshness({
      ...{ kafka, audience: 'court', database, nameOf, familiesOf: () => ['units'], checkpoints: checkpoint },
      failed: (error) => failures.push(error),
    });
    freshness.begin();
  });
  afterAll(async () => {
    await freshness.stop();
    await writer.close();
    await database.close();
    expect(failures).toEqual([]);
  });

  it('includes a position once it is published and all that was published then is read', async () => {
    await write('a', '10/10');
    expect(await freshness.reached(build, '10/10', 1_000)).toBe(false);
    await hasReadUpTo(await endOf());
    expect(await freshness.reached(build, '10/10', PATIENCE)).toBe(true);
    expect(await freshness.reached(build, '11/11', 0)).toBe(false);
  });

  it('includes it not before what was written then has ended: a transaction ends in one topic sooner than in another', async () => {
    await write('b', '20/20');
    await hasReadUpTo(await endOf());
    await until('the checkpoint is heard of', () => freshness.reached(build, '20/20', 100));
    const other = kafka.producer({ transactionalId: `other-${run}`, maxInFlightRequests: 1 });
    await other.connect();
    const transaction = await other.transaction();
    await transaction.send({ topic, messages: [{ key: 'court', value: 'not ended yet' }] });
    await hasReadUpTo(await endOf());

    expect(await freshness.reached(build, '20/20', 500)).toBe(false);
    await transaction.commit();
    await until('it has ended', async () => {
      await hasReadUpTo(await endOf());
      return freshness.reached(build, '20/20', 100);
    });
    await other.disconnect();
  });
});
