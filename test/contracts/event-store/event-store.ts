import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { startEventStore } from '@fuyuan/testing';

export { until } from '@fuyuan/testing';

const foreign = process.env['EVENTSTORE_CONNECTION_STRING'];
type Running = Awaited<ReturnType<typeof startEventStore>>;

/** The store under test: the embedded one, or the server that EVENTSTORE_CONNECTION_STRING names (23.10 or newer). */
export class StoreUnderTest {
  private readonly clients: EventStoreDBClient[] = [];
  private data = '';
  private running: Running | undefined;

  async start(): Promise<void> {
    if (foreign) return;
    this.data = mkdtempSync(join(tmpdir(), 'fuyuan-contract-'));
    this.running = await startEventStore({ data: this.data });
  }

  async stop(): Promise<void> {
    await this.disposeClients();
    await this.running?.stop();
    this.running = undefined;
    if (this.data) rmSync(this.data, { recursive: true, force: true });
  }

  /** Stops the embedded store and starts it on the same data and another port, for new clients only. */
  async restart(): Promise<void> {
    await this.disposeClients();
    await this.restartServer();
  }

  /** The same, under the feet of the clients there are. They are of no use afterwards: `newClient` is. */
  async restartServer({ samePort = false } = {}): Promise<void> {
    const port = samePort ? this.address.port : 0;
    await this.running?.stop();
    this.running = await startEventStore({ data: this.data, port });
  }

  get client(): EventStoreDBClient {
    return this.clients.at(-1) ?? this.newClient();
  }

  newClient(): EventStoreDBClient {
    const client = EventStoreDBClient.connectionString(this.connectionString);
    this.clients.push(client);
    return client;
  }

  private async disposeClients(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => client.dispose()));
  }

  get connectionString(): string {
    const connectionString = foreign ?? this.running?.connectionString;
    if (!connectionString) throw new Error('The store under test is not running.');
    return connectionString;
  }

  /** Host and port of the embedded store, for what goes below the client. */
  get address(): { host: string; port: number } {
    if (!this.running) throw new Error('Only the embedded store tells its address.');
    return this.running.address;
  }
}

/** One store for the whole file: started before its tests, stopped after them. */
export function storeUnderTest(): StoreUnderTest {
  const store = new StoreUnderTest();
  beforeAll(() => store.start());
  afterAll(() => store.stop());
  return store;
}

/** For promises that only the embedded store makes. On another server the tests are skipped, and say why. */
export function onlyEmbedded(reason: string): jest.Describe {
  if (!foreign) return describe;
  process.stderr.write(`Skipped on EVENTSTORE_CONNECTION_STRING: ${reason}\n`);
  return describe.skip;
}

export const freshStream = (category = 'contract'): string => `${category}-${randomUUID()}`;

/** `count` JSON events `{ n }` from `from` on, of the given type. */
export const numbered = (count: number, { type = 'Numbered', from = 0 } = {}) =>
  Array.from({ length: count }, (_, n) => jsonEvent({ type, data: { n: from + n } }));
