import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import type { EmbeddedEventStore } from '@fuyuan/embedded-event-store';
import { startEventStore } from '@fuyuan/testing';

let store: EmbeddedEventStore;
const clients: EventStoreDBClient[] = [];
const lines: string[] = [];

const connect = (connectionString: string): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(connectionString);
  clients.push(client);
  return client;
};

beforeAll(async () => {
  store = await startEventStore({ connectionName: 'known to few', log: (line) => lines.push(line) });
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.dispose()));
  await store.stop();
});

describe('a store that lets in one connection name only', () => {
  const open = () => store.connectionString.replace(/&connectionName=.*/, '');
  const said = () => jsonEvent({ type: 'Said', data: { word: 'yes' } });

  it('serves whoever has its connection string', async () => {
    const client = connect(store.connectionString);
    await expect(client.appendToStream('named-1', said(), { expectedRevision: NO_STREAM })).resolves.toMatchObject({
      success: true,
    });
  });

  it.each([
    ['no name', ''],
    ['another name', '&connectionName=guessed'],
  ])('refuses appends, reads and subscriptions under %s', async (_, name) => {
    const client = connect(`${open()}${name}`);
    await expect(client.appendToStream('named-2', said(), { expectedRevision: NO_STREAM })).rejects.toThrow();
    await expect(client.readAll({ maxCount: 1 })[Symbol.asyncIterator]().next()).rejects.toThrow(/lets in only/);
    await expect(client.subscribeToAll()[Symbol.asyncIterator]().next()).rejects.toThrow(/lets in only/);
    await expect(client.deleteStream('named-1')).rejects.toThrow(/lets in only/);
  });

  it('keeps the name out of its log', () => {
    expect(lines.join('\n')).toContain('event store:');
    expect(lines.join('\n')).not.toContain('known');
  });
});
