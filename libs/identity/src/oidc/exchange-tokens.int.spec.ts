import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Identity, openIdentity, tokensOfExchange } from '..';
import { rotateKey } from '../tokens/key-ring';

const OWN = { issuer: 'fuyuan', audience: 'fuyuan-exchange', lifetimeMs: 15 * 60_000 };
const ACTOR = { account: 'zhang', person: '张伟', unit: 'panshi-court', roles: ['officer'] } as const;
const SESSION = { id: `${Date.now()}-${'a'.repeat(22)}`, endsIn: 3_600 };

describe('the tokens of an exchange on another machine', () => {
  const folders = ['exchange', 'court'].map((name) => mkdtempSync(join(tmpdir(), `fuyuan-${name}-`)));
  const [exchangeData = '', courtData = ''] = folders;
  let [exchange, court] = [] as unknown as [Identity, Identity];
  let server: Server;
  let moment = Date.now();
  const now = () => moment;

  beforeAll(async () => {
    exchange = await openIdentity({ ...OWN, dataDir: exchangeData, now });
    server = createServer((_, response) => void response.end(JSON.stringify(exchange.tokens.published())));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const keysUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`;
    const oidc = tokensOfExchange({ ...OWN, keysUrl, plain: false });
    court = await openIdentity({ ...OWN, dataDir: courtData, now, oidc });
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    folders.forEach((folder) => rmSync(folder, { recursive: true }));
  });

  const token = async (identity = exchange, actor: typeof ACTOR = ACTOR) =>
    `Bearer ${(await identity.tokens.issue(actor, SESSION)).accessToken}`;

  it('are taken by its public keys, with the unit and the roles that they name', async () =>
    expect(await court.actorOf(await token())).toEqual(ACTOR));

  it('are refused where another signed them, or they are for another audience', async () => {
    const stranger = await openIdentity({ ...OWN, dataDir: courtData, now });
    await expect(court.actorOf(await token(stranger))).rejects.toMatchObject({ code: 'token-unknown-key' });
    const other = await openIdentity({ ...OWN, audience: 'another', dataDir: exchangeData, now });
    await expect(court.actorOf(await token(other))).rejects.toMatchObject({ code: 'token-wrong-audience' });
  });

  it('are taken when the exchange signs with a new key', async () => {
    moment += 10_000;
    await rotateKey(exchangeData, { now: moment });
    await exchange.refresh();
    expect(await court.actorOf(await token())).toEqual(ACTOR);
  });

  it('end when they say so, whatever their session is', async () => {
    const last = await token();
    expect(await court.actorOf(last)).toEqual(ACTOR);
    moment += OWN.lifetimeMs + 10_000;
    await expect(async () => court.actorOf(last)).rejects.toMatchObject({ code: 'token-expired' });
  });
});

describe('where their keys may lie', () => {
  const told = (keysUrl: string, plain: boolean) => () => tokensOfExchange({ ...OWN, keysUrl, plain });

  it.each([
    ['https://exchange.test/.well-known/jwks.json', false],
    ['http://127.0.0.1:3000/.well-known/jwks.json', false],
    ['http://exchange:3000/.well-known/jwks.json', true],
  ])('%s is taken (plain: %s)', (keysUrl, plain) => expect(told(keysUrl, plain)).not.toThrow());

  it.each([
    ['http://exchange:3000/.well-known/jwks.json', false],
    ['https://user:word@exchange.test/keys', true],
    ['https://exchange.test/keys?of=another', true],
    ['ftp://exchange.test/keys', true],
  ])('%s is not (plain: %s)', (keysUrl, plain) => expect(told(keysUrl, plain)).toThrow('TOKEN_KEYS_URL'));
});
