import type { Kafka, Producer, ProducerConfig } from 'kafkajs';
import { byKey } from './by-key';
import { produceRequest, type Produce } from './produce-request';

/** What kafkajs has inside, as far as it is touched here (2.2.4). */
type Request = Readonly<{ apiVersion: number; encode: () => Promise<unknown> }>;
type Asked = Readonly<{ request: Request; response: unknown }>;
type Lookup = (apiKey: number, definition: unknown) => (asked: Produce) => Asked;
type Broker = { lookupRequest: Lookup };
type Cluster = { findBroker: (asked: object) => Promise<Broker> };
type Inside = Record<symbol, (options: object) => Cluster>;

const CREATE_CLUSTER = 'private:Kafka:createCluster';
const PRODUCE = 0;
/** Transactions came with the third; those after the eighth would be written otherwise, and kafkajs knows seven. */
const [OLDEST, NEWEST] = [3, 8];

/**
 * A producer of kafkajs for messages that are packed: each is its own value, which kafkajs could not write. Its
 * connections, transactions, sequence numbers and retries are as ever, but what a request to produce says is written here (see docs/adr/0018).
 * Errors: Error when kafkajs is not of the version that this was made for.
 */
export function packingProducer(kafka: Kafka, config: ProducerConfig): Producer {
  const name = Object.getOwnPropertySymbols(kafka).find(({ description }) => description === CREATE_CLUSTER);
  const create = name && (kafka as unknown as Inside)[name];
  if (!name || !create) throw new Error('kafkajs is not as it was in 2.2.4: how it connects is not known.');

  const own = Object.create(kafka, { [name]: { value: (options: object) => packing(create(options)) } }) as Kafka;
  return own.producer({ ...config, createPartitioner: byKey });
}

function packing(cluster: Cluster): Cluster {
  const find = cluster.findBroker.bind(cluster);
  const known = new WeakSet<Broker>();
  cluster.findBroker = async (asked) => {
    const broker = await find(asked);
    if (!known.has(broker)) writingHere(broker);
    known.add(broker);
    return broker;
  };
  return cluster;
}

/** For good: a broker that connects again is given another lookup, as it may be between being found and being asked. */
function writingHere(broker: Broker): void {
  let lookup = lookingUp(broker.lookupRequest);
  Object.defineProperty(broker, 'lookupRequest', {
    get: () => lookup,
    set: (given: Lookup) => (lookup = lookingUp(given)),
  });
}

const lookingUp =
  (lookup: Lookup): Lookup =>
  (apiKey, definition) => {
    const make = lookup(apiKey, definition);
    return apiKey === PRODUCE ? (asked) => written(asked, make(asked)) : make;
  };

function written(asked: Produce, { request, response }: Asked): Asked {
  const { apiVersion } = request;
  if (apiVersion < OLDEST || apiVersion > NEWEST)
    throw new Error(`Produce requests of version ${apiVersion} are not known.`);
  // As an Encoder of kafkajs: what was written, and how much of it.
  const encode = async () => {
    const buffer = produceRequest(asked, Date.now());
    return { buf: buffer, buffer };
  };
  return { request: { ...request, encode }, response };
}
