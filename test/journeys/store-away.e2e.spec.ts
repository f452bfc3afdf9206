import { join } from 'node:path';
import {
  accounts,
  type BuiltApp,
  newDataDirectory,
  startBuilt,
  startEventStore,
  until,
  untilSaid,
} from '@fuyuan/testing';
import { units } from './panshi';
import { ask, type Person, signIn } from './person';

const DEADLINE_MS = 1_000;

describe('the event store goes away and comes back', () => {
  const { data, remove } = newDataDirectory();
  const events = join(data, 'events');
  let store: Awaited<ReturnType<typeof startEventStore>>;
  let exchange: BuiltApp;
  let url = '';
  let office: Person;

  const isReady = async () => (await ask(`${url}/health/ready`)).status === 200;
  const register = (unitId: string, key: string) =>
    office.act(`/v1/units/${unitId}/register`, units['panshi-court'], { key });

  beforeAll(async () => {
    store = await startEventStore({ data: events });
    const made = ['add', 'office', '--person', '办公室', '--unit', 'office', '--roles', 'office', '--generate'];
    const [, password = ''] = /shown once: (\S+)/.exec((await accounts(data, made)).output) ?? [];
    exchange = startBuilt('exchange/src/main', {
      env: {
        EVENTSTORE_CONNECTION_STRING: store.connectionString,
        DATA_DIR: data,
        HTTP_PORT: '0',
        COMMAND_DEADLINE_MS: String(DEADLINE_MS),
      },
    });
    [, url = ''] = await untilSaid(exchange, /"url":"([^"]+)"/);
    await until('the exchange is ready', isReady);
    office = await signIn(url, 'office', password);
  });
  afterAll(async () => {
    await exchange.stop();
    await store.stop();
    remove();
  });

  it('commands are answered 503 within their deadline, and readiness says why', async () => {
    expect((await register('panshi-court', 'before')).status).toBe(201);
    await store.stop();

    const began = performance.now();
    const refused = await register('panshi-procuratorate', 'while-away');
    expect(performance.now() - began).toBeLessThan(DEADLINE_MS + 1_000);
    expect(refused.body).toMatchObject({ status: 503, code: 'store-unavailable' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await office.read('/v1/units/panshi-procuratorate')).body).toMatchObject({ status: 503 });

    const ready = await ask(`${url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(ready.body).toMatchObject({ ready: false, checks: { 'event-store': { outcome: 'failed' } } });
    expect((await ask(`${url}/health/live`)).status).toBe(200);
  });

  it('they work again when it is back, without a restart; the same key settles what was left open', async () => {
    const { port } = new URL(store.connectionString);
    store = await startEventStore({ data: events, port: Number(port) });
    await until('the exchange is ready again', isReady, 20_000);

    expect((await register('panshi-procuratorate', 'while-away')).status).toBe(201);
    expect((await register('panshi-court', 'before')).headers.get('idempotent-replayed')).toBe('true');
    expect((await office.read('/v1/units/panshi-court')).body).toMatchObject({ revision: 0 });
  });

  it('the exchange ends in good order when it is asked to', async () => {
    expect(await exchange.stop()).toBe(0);
  });
});
