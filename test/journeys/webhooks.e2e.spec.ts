import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import {
  newDataDirectory,
  startStandalone,
  testCertificate,
  until,
  WebhookReceiver,
  type RunningStandalone,
} from '@fuyuan/testing';
import { newOfficer, newPerson, notice, registerUnits, SHARING } from './panshi';
import { type Answer, type Person, signIn } from './person';

const UNIT = 'panshi-audit-bureau';
const at = (path = '') => `/government/v1/webhooks${path}`;
const reason = '对接收文系统';

type Shown = Readonly<{ id: string; secret: string; keys: readonly Record<string, unknown>[] }>;

const problemOf = ({ status, body }: Answer) => ({ status, code: body['code'] });

describe('the own system of a bureau of Panshi has a webhook', () => {
  const { data, remove } = newDataDirectory();
  const certificate = testCertificate();
  let place: RunningStandalone;
  let receiver: WebhookReceiver;
  let office: Person;
  let system: Person;
  let shown: Shown;

  const asked = (more: object = {}) => ({
    ...{ url: receiver.url, description: '收文系统', signing: 'hmac', from: 'beginning', ...more },
  });
  const state = async () => (await system.read(at(`/${shown.id}`))).body;
  const act = (verb: string, body: object = {}) => system.act(at(`/${shown.id}/${verb}`), { reason, ...body });
  const typesTaken = () => receiver.taken.map(({ event }) => String(event['type']));

  beforeAll(async () => {
    receiver = await WebhookReceiver.start(certificate);
    const trusted = join(data, 'receiver.pem');
    writeFileSync(trusted, certificate.cert);
    place = await startStandalone({
      data,
      args: ['--office-unit', 'panshi-justice-bureau'],
      env: {
        WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
        WEBHOOK_ALLOWED_PORTS: `443,${new URL(receiver.url).port}`,
        WEBHOOK_CA_FILE: trusted,
        WEBHOOK_RETRY_PAUSES: '50ms,100ms',
        LOG_LEVEL: 'info',
      },
    });
    office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    system = await newPerson(place, { name: 'audit-system', unit: UNIT, role: 'integrator' });
  }, 90_000);
  afterAll(async () => {
    await place.stop();
    await receiver.stop();
    remove();
  });

  it('once the office has subscribed it', async () => {
    await until('its unit is known', async () => (await system.read(at())).status === 200);
    const { status, body } = await system.act(at(), asked());
    expect({ status, code: body['code'] }).toEqual({ status: 409, code: 'webhook-no-subscription' });
    await office.act(`/v1/units/${UNIT}/subscribe`, { from: 'beginning', legalBasis: SHARING });
    await until('it is registered', async () => {
      const answer = await system.act(at(), asked());
      shown = answer.body as unknown as Shown;
      return answer.status === 201;
    });
    expect(shown).toMatchObject({ state: 'active', createdBy: 'audit-system', url: receiver.url });
    expect(shown.secret).toMatch(/^whsec_/);
    expect(problemOf(await system.act(at(), asked()))).toEqual({ status: 409, code: 'webhook-url-known' });
  });

  it('and is told what its unit may know, signed, and what is recorded from then on', async () => {
    await until('it is told the beginning', () => typesTaken().includes('cn.fuyuan.subscription.started.v1'));
    const publisher = await newOfficer(place, 'li-justice', 'panshi-justice-bureau');
    const published = await publisher.act('/v1/law-notices', { ...notice, addressees: [UNIT] });
    expect(published.status).toBe(201);
    await until('it is told the notice', () => typesTaken().includes('cn.fuyuan.law-notice.published.v1'));
    for (const { text, headers } of receiver.taken) new Webhook(shown.secret).verify(text, headers);
    await until('all is told', async () => (await state())['behind'] === 0);
    expect(await state()).toMatchObject({ retrying: 0, deadLetters: 0, lastFault: null });
    expect(JSON.stringify(await state())).not.toContain('secret');
  });

  it.each([
    ['http://oa.panshi.example/', 'webhook-url.scheme', 'WEBHOOK_ALLOW_HTTP'],
    ['https://10.1.2.3/', 'webhook-url.address', 'WEBHOOK_ALLOWED_NETWORKS'],
    ['https://169.254.169.254/', 'webhook-url.address', '169.254.169.254'],
    ['https://[::ffff:192.168.0.1]/', 'webhook-url.address', 'WEBHOOK_ALLOWED_NETWORKS'],
    ['https://127.0.0.1:22/', 'webhook-url.port', 'WEBHOOK_ALLOWED_PORTS'],
    ['https://user:word@oa.panshi.example/', 'webhook-url.credentials', '签名'],
    ['not an address', 'webhook-url.malformed', '网址'],
  ])('but not at %s: %s', async (url, rule, says) => {
    const { status, body } = await system.act(at(), asked({ url }));
    expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ field: 'url', rule }] } });
    expect(JSON.stringify(body)).toContain(says);
  });

  it('which exists for nobody else', async () => {
    const other = await newOfficer(place, 'wang-justice', 'panshi-justice-bureau');
    expect((await other.read(at())).body).toEqual({ items: [] });
    expect(problemOf(await other.read(at(`/${shown.id}`)))).toEqual({ status: 404, code: 'webhook-unknown' });
    for (const verb of ['pause', 'resume', 'test', 'delete', 'rotate-secret', 'dead-letters/replay']) {
      const answer = await other.act(at(`/${shown.id}/${verb}`), { reason });
      expect([verb, problemOf(answer)]).toEqual([verb, { status: 404, code: 'webhook-unknown' }]);
    }
    expect((await other.read('/government/v1/webhook-acts')).body).toEqual({ items: [], next: null });
    expect(problemOf(await office.read(at()))).toEqual({ status: 403, code: 'permission-denied' });
    const elsewhere = await system.read('/court/v1/webhooks');
    expect(problemOf(elsewhere)).toEqual({ status: 403, code: 'not-of-this-side' });
    expect(problemOf(await system.read('/government/v1/referrals'))).toEqual({
      status: 403,
      code: 'permission-denied',
    });
  });

  it('it is tested, paused and resumed', async () => {
    const ping = await act('test');
    expect(ping).toMatchObject({ status: 200, body: { delivered: true, status: 204, fault: null } });
    expect(receiver.taken.at(-1)).toMatchObject({ id: ping.body['messageId'] });
    receiver.answer = () => ({ status: 302, headers: { location: 'https://oa.panshi.example/' } });
    expect((await act('test')).body).toMatchObject({ delivered: false, fault: { code: 'redirect', status: 302 } });
    receiver.answer = () => 204;
    expect(await act('pause')).toMatchObject({ status: 200, body: { state: 'paused' } });
    expect(problemOf(await act('pause'))).toEqual({ status: 409, code: 'webhook-not-in-that-state' });
    expect(await act('resume')).toMatchObject({ status: 200, body: { state: 'active' } });
  });

  it('what it does not take is retried, then a dead letter that is replayed, and everything can be told again', async () => {
    const withdrawn = (type: string) => type === 'cn.fuyuan.law-notice.withdrawn.v1';
    receiver.answer = ({ event }) => (withdrawn(String(event['type'])) ? { status: 500, body: '库满' } : 204);
    const publisher = await signedIn('zhao-justice');
    const { body } = await publisher.act('/v1/law-notices', { ...notice, addressees: [UNIT] });
    const { href } = body['record'] as { href: string };
    const withdrawal = { reason: '发布有误', legalBasis: SHARING };
    expect((await publisher.act(`${href}/withdraw`, withdrawal)).status).toBe(201);
    await until('it is a dead letter', async () => (await state())['deadLetters'] === 1);
    const { body: letters } = await system.read(at(`/${shown.id}/dead-letters`));
    const [letter] = (letters as { items: Record<string, unknown>[] }).items;
    expect(letter).toMatchObject({
      ...{ type: 'cn.fuyuan.law-notice.withdrawn.v1', attempts: 3 },
      fault: { code: 'status', status: 500, excerpt: '库满' },
    });
    receiver.answer = () => 204;
    expect((await act(`dead-letters/${String(letter?.['id'])}/replay`)).status).toBe(200);
    await until('it is taken', () => typesTaken().some(withdrawn));
    await until('nothing waits', async () => (await state())['retrying'] === 0);
    const before = new Set(receiver.taken.map(({ id }) => id));
    receiver.taken.length = 0;
    expect((await act('replay', { after: 'beginning' })).status).toBe(200);
    await until('all is told again', async () => (await state())['behind'] === 0);
    expect(receiver.taken.every(({ id }) => before.has(id))).toBe(true);
    expect(problemOf(await act('replay', { after: 'never' }))).toEqual({
      status: 404,
      code: 'webhook-message-unknown',
    });
  });

  it('its secret is rotated, and shown nowhere again', async () => {
    const { body } = await act('rotate-secret', { keepHours: 1 });
    const fresh = String(body['secret']);
    await act('test');
    const { text = '', headers = {} } = receiver.taken.at(-1) ?? {};
    for (const secret of [shown.secret, fresh]) new Webhook(secret).verify(text, { ...headers });
    const { body: acts } = await system.read('/government/v1/webhook-acts');
    const said = JSON.stringify([acts, await state(), place.output()]);
    for (const secret of [shown.secret, fresh]) expect(said).not.toContain(secret.slice('whsec_'.length, -1));
  });

  it('one that signs by Ed25519 shows its public key and no secret', async () => {
    const { status, body } = await system.act(
      at(),
      asked({ url: `${receiver.url}/ed`, signing: 'ed25519', from: 'now' }),
    );
    expect({ status, secret: body['secret'] }).toEqual({ status: 201, secret: null });
    expect(body).toMatchObject({
      keys: [{ signing: 'ed25519', publicKey: expect.stringMatching(/^whpk_/) as string }],
    });
  });

  it('what was done is on record after it was deleted, and counted', async () => {
    expect((await act('delete')).status).toBe(204);
    expect(problemOf(await system.read(at(`/${shown.id}`)))).toEqual({ status: 404, code: 'webhook-unknown' });
    const { body } = await system.read(`/government/v1/webhook-acts?webhookId=${shown.id}&limit=3`);
    const { items, next } = body as { items: Record<string, unknown>[]; next: string };
    expect(items.map(({ kind }) => kind)).toEqual(['delete', 'test', 'rotate-secret']);
    expect(items[0]).toMatchObject({ account: 'audit-system', reason });
    const rest = await system.read(
      `/government/v1/webhook-acts?webhookId=${shown.id}&after=${encodeURIComponent(next)}`,
    );
    const kinds = (rest.body as { items: Record<string, unknown>[] }).items.map(({ kind }) => kind);
    expect(kinds).toEqual(['replay', 'replay-letter', 'resume', 'pause', 'test', 'test', 'register']);
    const metrics = await (await fetch(`${place.url}/metrics`)).text();
    expect(metrics).toMatch(/webhook_sendings\{side="government",result="delivered"\} [1-9]/);
    expect(metrics).toMatch(/webhook_dead_letters\{side="government"\} 0/);
  });

  const signedIn = (name: string) => newOfficer(place, name, 'panshi-justice-bureau');
});
