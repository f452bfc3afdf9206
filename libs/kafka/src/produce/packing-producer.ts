import type { Kafka, Producer, ProducerConfig } from 'kafkajs';
import { withClusters } from '../clusters';
import { KnownCoordinator, type Coordinating } from './coordinator';
import { produceRequest, type Produce } from './produce-request';
import { countingPartitioner } from './topic-batch';

/** What kafkajs has inside, as far as it is touched here (2.2.4). */
type Request = Readonly<{ apiVersion: number; encode: () => Promise<unknown> }>;
type Response = Readonly<{ parse: (decoded: unknown) => Promise<unknown> }>;
type Asked = Readonly<{ request: Request; response: Response }>;
type Lookup = (apiKey: number, definition: unknown) => (asked: Produce) => Asked;
type Broker = { nodeId: string; lookupRequest: Lookup };
type Cluster = Coordinating<Broker>;

const [PRODUCE, END_TXN] = [0, 26];
/** Transactions came with the third; those after the eighth would be written otherwise, and kafkajs knows seven. */
const [OLDEST, NEWEST] = [3, 8];

/**
 * A producer of kafkajs for messages that are packed, in a `TopicBatch` for each topic. Its connections, transactions,
 * sequence numbers and retries are as ever, but what a request to produce says is written here (see docs/adr/0018).
 * Errors: Error when kafkajs is not of the version that this was made for.
 */
export function packingProducer(kafka: Kafka, config: ProducerConfig): Producer {
  const own = withClusters<Cluster>(kafka, (create) => (options) => packing(create(options)));
  return own.producer({ ...config, createPartitioner: countingPartitioner });
}

function packing(cluster: Cluster): Cluster {
  const find = cluster.findBroker.bind(cluster);
  const coordinator = new KnownCoordinator<Broker>(cluster);
  const known = new WeakSet<Broker>();
  cluster.findBroker = async (asked) => {
    const broker = await find(asked);
    if (!known.has(broker)) writingHere(broker, coordinator);
    known.add(broker);
    return broker;
  };
  return cluster;
}

/** For good: a broker that connects again is given another lookup, as it may be between being found and being asked. */
function writingHere(broker: Broker, coordinator: KnownCoordinator<Broker>): void {
  const room = keptRoom();
  const lookingUp =
    (look: Lookup): Lookup =>
    (apiKey, definition) => {
      const make = look(apiKey, definition);
      if (apiKey === PRODUCE) return (asked) => written(asked, make(asked), room);
      return apiKey === END_TXN ? (asked) => heard(make(asked), () => coordinator.is(broker)) : make;
    };
  let lookup = lookingUp(broker.lookupRequest);
  Object.defineProperty(broker, 'lookupRequest', {
    get: () => lookup,
    set: (given: Lookup) => (lookup = lookingUp(given)),
  });
}

function written(asked: Produce, { request, response }: Asked, room: (size: number) => Buffer): Asked {
  const { apiVersion } = request;
  if (apiVersion < OLDEST || apiVersion > NEWEST)
    throw new Error(`Produce requests of version ${apiVersion} are not known.`);
  // As an Encoder of kafkajs: what was written, and how much of it.
  const encode = async () => {
    const buffer = produceRequest(asked, Date.now(), room);
    return { buf: buffer, buffer };
  };
  return { request: { ...request, encode }, response };
}

/** Errors that a broker answers with are thrown by the parsing. */
function heard({ request, response }: Asked, done: () => void): Asked {
  const parse = async (decoded: unknown) => {
    const told = await response.parse(decoded);
    done();
    return told;
  };
  return { request, response: { ...response, parse } };
}

/**
 * The same for each request to one broker: kafkajs copies what was written at once, and begins no other request to produce
 * there before this one is answered. Large buffers that come and go cost more than what is written into them.
 */
function keptRoom(): (size: number) => Buffer {
  let kept = Buffer.alloc(0);
  return (size) => {
    if (kept.length < size) kept = Buffer.allocUnsafeSlow(size);
    return kept.subarray(0, size);
  };
}
