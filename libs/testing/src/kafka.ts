import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = resolve(__dirname, '../../../scripts/kafka').replace('/dist/scripts/', '/scripts/');

/** A broker for tests. */
export type TestKafka = Readonly<{ brokers: string[]; stop: () => Promise<void> }>;

/** A broker that belongs to one test. */
export type OwnKafka = TestKafka &
  Readonly<{
    data: string;
    /** As a crash. */
    kill: () => Promise<void>;
    /** After a kill or a stop, on the same data and port; returns when it answers. */
    restart: () => Promise<void>;
    /** In good order, keeping the data. */
    rest: () => Promise<void>;
  }>;

/** What the product must not rely upon: many brokers make any topic that is asked for. */
const AS_ELSEWHERE = ['--auto-create'];

/**
 * The broker that all suites of a run share: that of KAFKA_BROKERS, or one that the first suite starts and the end of
 * the run stops (test/stop-kafka.cjs). Use topics with names of your own.
 */
export async function startKafka(): Promise<TestKafka> {
  const named = process.env.KAFKA_BROKERS;
  if (named) return { brokers: named.split(','), stop: async () => undefined };
  const [data, port, controller] = (process.env.FUYUAN_TEST_KAFKA ?? '').split('|');
  if (!data || !port || !controller) return startOwnKafka();
  await run(script, ['start', ...AS_ELSEWHERE, '--data', data, '--port', port, '--controller-port', controller]);
  return { brokers: [`127.0.0.1:${port}`], stop: async () => undefined };
}

export type OwnKafkaOptions = Readonly<{
  /** TLS, SCRAM and ACLs, see scripts/kafka. */
  secure?: boolean;
  /** Accounts of a secure one besides; each with the password NAME-secret. */
  users?: readonly string[];
  /** An empty directory for its data, which the caller removes; one of its own unless told. */
  data?: string;
  /** The port that clients are told, where the test stands between. */
  advertise?: number;
}>;

/** Its Java compiles in haste: such a broker is started often, and lives for a few minutes. */
const HASTY = { ...process.env, JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1' };

/** A broker of the test's own, to be killed at will. */
export async function startOwnKafka({ secure = false, users = [], ...told }: OwnKafkaOptions = {}): Promise<OwnKafka> {
  const data = told.data ?? mkdtempSync(join(tmpdir(), 'fuyuan-kafka-'));
  const [port, controller] = [await freePort(), await freePort()];
  const options = ['--port', String(port), '--controller-port', String(controller)];
  if (secure) options.push('--secure', ...users.flatMap((user) => ['--user', user]));
  if (told.advertise !== undefined) options.push('--advertise', String(told.advertise));
  const start = async () => void (await run(script, ['start', '--data', data, ...options], { env: HASTY }));
  const end = async (how: 'stop' | 'kill') => void (await run(script, [how, '--data', data]));
  await start();
  return {
    data,
    brokers: [`${secure ? 'localhost' : '127.0.0.1'}:${port}`],
    kill: () => end('kill'),
    rest: () => end('stop'),
    restart: start,
    stop: async () => {
      await end('kill');
      if (told.data === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Where the jars of Kafka lie, its own client for Java among them. */
export const kafkaJars = async (): Promise<string> => (await run(script, ['jars'])).stdout.trim();

function freePort(): Promise<number> {
  return new Promise((resolved, rejected) => {
    const probe = createServer().once('error', rejected);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolved(port));
    });
  });
}
