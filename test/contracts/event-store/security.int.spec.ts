import { join, resolve } from 'node:path';
import { connect } from 'node:net';
import { status } from '@grpc/grpc-js';
import {
  AccessDeniedError,
  EventStoreDBClient,
  NO_STREAM,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
} from '@eventstore/db-client';
import { hashPassword } from '@fuyuan/embedded-event-store';
import { startEventStore } from '@fuyuan/testing';
import { freshStream, numbered, onlyEmbedded } from './event-store';
import { Delivered, all } from './reading';

const certificates = resolve(__dirname, '../../../libs/testing/certificates');
const tls = { cert: join(certificates, 'loopback.cert.pem'), key: join(certificates, 'loopback.key.pem') };
const secure = onlyEmbedded('users and certificates are this store’s own here');

secure('a store with TLS and users', () => {
  let store: Awaited<ReturnType<typeof startEventStore>>;
  const clients: EventStoreDBClient[] = [];

  beforeAll(async () => {
    const users = [
      { name: 'office', passwordHash: await hashPassword('öffice:密码 1') },
      { name: '审计', passwordHash: await hashPassword('audit') },
    ];
    store = await startEventStore({ tls, users });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.dispose()));
  });
  afterAll(() => store.stop());

  const connected = (credentials = '', query = `&tlsCAFile=${tls.cert}`) => {
    const { host, port } = store.address;
    const client = EventStoreDBClient.connectionString(`esdb://${credentials}${host}:${port}?tls=true${query}`);
    clients.push(client);
    return client;
  };
  const office = () => connected(`office:${encodeURIComponent('öffice:密码 1')}@`);
  const append = (client: EventStoreDBClient, credentials?: { username: string; password: string }) =>
    client.appendToStream(freshStream(), numbered(1), credentials ? { credentials } : {});

  it('serves who signs in, over everything the client does', async () => {
    const [client, stream] = [office(), freshStream()];
    await client.appendToStream(stream, numbered(3), { expectedRevision: NO_STREAM });
    expect(await all(client.readStream(stream))).toHaveLength(3);
    const delivered = new Delivered(client.subscribeToStream(stream));
    await delivered.atLeast(3);
    await delivered.stop();

    await client.createPersistentSubscriptionToStream(stream, 'group', settings({ startFrom: 'start' }));
    const shared = new Delivered(client.subscribeToPersistentSubscriptionToStream(stream, 'group'));
    await shared.atLeast(3);
    const { connections } = await client.getPersistentSubscriptionToStreamInfo(stream, 'group');
    expect(connections[0]?.username).toBe('office');
    await shared.stop();
  });

  it.each([
    ['nobody', ''],
    ['a wrong password', 'office:wrong@'],
    ['an unknown name', 'nobody:audit@'],
    ['another’s password', 'office:audit@'],
  ])('refuses %s', async (_, credentials) => {
    const client = connected(credentials);
    await expect(append(client)).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(all(client.readStream('any'))).rejects.toBeInstanceOf(AccessDeniedError);
    expect(await new Delivered(client.subscribeToAll()).refusal()).toBeInstanceOf(AccessDeniedError);
    await expect(client.listAllPersistentSubscriptions()).rejects.toBeInstanceOf(AccessDeniedError);
  });

  it('checks the credentials of a single call by themselves', async () => {
    const client = office();
    await expect(append(client, { username: '审计', password: 'audit' })).resolves.toMatchObject({ success: true });
    await expect(append(client, { username: '审计', password: 'wrong' })).rejects.toBeInstanceOf(AccessDeniedError);
    const anonymous = connected();
    await expect(append(anonymous, { username: '审计', password: 'audit' })).resolves.toMatchObject({ success: true });
    await expect(append(anonymous)).rejects.toBeInstanceOf(AccessDeniedError);
  });

  it('goes on refusing after it has let the right one in, and the other way round', async () => {
    for (let round = 0; round < 3; round++) {
      await expect(append(connected('office:wrong@'))).rejects.toBeInstanceOf(AccessDeniedError);
      await expect(append(office())).resolves.toMatchObject({ success: true });
    }
  });

  it('is not trusted by a client that does not know its certificate', async () => {
    await expect(append(connected('office:x@', ''))).rejects.toMatchObject({ code: status.UNAVAILABLE });
  });

  it('does not speak without TLS', async () => {
    const { host, port } = store.address;
    const client = EventStoreDBClient.connectionString(`esdb://${host}:${port}?tls=false`);
    clients.push(client);
    await expect(append(client)).rejects.toMatchObject({ code: status.UNAVAILABLE });
    await expect(append(office())).resolves.toMatchObject({ success: true });
  });

  it('is found by a client that discovers', async () => {
    const { port } = store.address;
    const password = encodeURIComponent('öffice:密码 1');
    const discovering = EventStoreDBClient.connectionString(
      `esdb+discover://office:${password}@localhost:${port}?tls=true&tlsCAFile=${tls.cert}`,
    );
    clients.push(discovering);
    await expect(append(discovering)).resolves.toMatchObject({ success: true });
  });
});

secure('a store that would lie open', () => {
  const started = (options: Parameters<typeof startEventStore>[0]) =>
    startEventStore(options).then((store) => store.stop().then(() => 'started'));
  const user = { name: 'office', passwordHash: '' };
  beforeAll(async () => {
    user.passwordHash = await hashPassword('x');
  });

  it.each([
    ['beyond this machine, with nothing', () => ({ host: '0.0.0.0' }), /TLS.*users/],
    ['beyond this machine, with TLS only', () => ({ host: '::', tls }), /users/],
    ['with users and without TLS', () => ({ users: [user] }), /TLS/],
    ['with an empty list of users', () => ({ tls, users: [] }), /empty/],
    ['with a user without a hash', () => ({ tls, users: [{ name: 'a', passwordHash: 'secret' }] }), /hash of a/],
    ['with a key that is not the certificate’s', () => ({ tls: { ...tls, key: tls.cert } }), /certificate and the key/],
    ['with a file that is not there', () => ({ tls: { ...tls, cert: '/no/such.pem' } }), /no\/such\.pem/],
  ])('%s does not start, and says why', async (_, options, why) => {
    await expect(started(options())).rejects.toThrow(why);
  });

  it('with TLS and users may be reached from everywhere', async () => {
    const store = await startEventStore({ host: '0.0.0.0', tls, users: [user] });
    const socket = connect(store.address.port, '127.0.0.1');
    await new Promise((done, failed) => socket.once('connect', done).once('error', failed));
    socket.destroy();
    await store.stop();
  });
});
