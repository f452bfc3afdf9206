import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, newDataDirectory, type RunningStandalone, startStandalone, until } from '@fuyuan/testing';
import { newOfficer, unitOf } from './panshi';
import { ask, type Person, personWith, signIn } from './person';
import { storedEvents } from './stored-events';

type Claims = Readonly<Record<string, unknown>>;
type Header = Readonly<{ alg: string; kid?: string; typ?: string }>;

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function tokenOf(header: Header, claims: Claims, signing: (input: string) => string): string {
  const input = `${encoded({ typ: 'JWT', ...header })}.${encoded(claims)}`;
  return `${input}.${signing(input)}`;
}

const es256 = (key: KeyObject) => (input: string) =>
  sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');

describe('a token', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let office: Person;
  let key: { kid: string; kty: string };
  const now = () => Math.floor(Date.now() / 1000);
  const claims = () => ({
    iss: 'fuyuan',
    aud: 'fuyuan-exchange',
    sub: 'office',
    person: '联席会议办公室',
    unit: 'office',
    roles: ['office'],
    iat: now(),
    exp: now() + 600,
    jti: randomUUID(),
    sid: `${Date.now()}-${'s'.repeat(22)}`,
  });

  beforeAll(async () => {
    place = await startStandalone({ data });
    office = await signIn(place.url, 'office', place.firstPassword);
    const { keys } = JSON.parse(readFileSync(join(data, 'signing-keys.json'), 'utf8')) as { keys: [typeof key] };
    key = keys[0];
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  const ours = () => createPrivateKey({ key, format: 'jwk' });
  const register = (token: string) => personWith(place.url, token).act('/v1/units/panshi-zoo/register', zoo);

  it('made by our key with our claims would be let in: the forgeries below differ in one thing each', async () => {
    const token = tokenOf({ alg: 'ES256', kid: key.kid }, claims(), es256(ours()));
    expect((await personWith(place.url, token).read('/v1/me')).status).toBe(200);
  });

  const forgeries: [string, () => string, string][] = [
    [
      'expired',
      () => tokenOf({ alg: 'ES256', kid: key.kid }, { ...claims(), exp: now() - 60 }, es256(ours())),
      'token-expired',
    ],
    [
      'of another issuer',
      () => tokenOf({ alg: 'ES256', kid: key.kid }, { ...claims(), iss: 'jilin' }, es256(ours())),
      'token-wrong-issuer',
    ],
    [
      'for another audience',
      () => tokenOf({ alg: 'ES256', kid: key.kid }, { ...claims(), aud: 'court' }, es256(ours())),
      'token-wrong-audience',
    ],
    [
      'without a signature (alg none)',
      () => tokenOf({ alg: 'none', kid: key.kid }, claims(), () => ''),
      'token-wrong-algorithm',
    ],
    [
      'with alg none and our signature',
      () => tokenOf({ alg: 'none', kid: key.kid }, claims(), es256(ours())),
      'token-wrong-algorithm',
    ],
    [
      'with our public key as a secret (HS256)',
      () => tokenOf({ alg: 'HS256', kid: key.kid }, claims(), hs256(publicPem())),
      'token-wrong-algorithm',
    ],
    [
      'of another key under our name',
      () => tokenOf({ alg: 'ES256', kid: key.kid }, claims(), es256(stranger())),
      'token-bad-signature',
    ],
    [
      'of a key that we do not know',
      () => tokenOf({ alg: 'ES256', kid: 'other' }, claims(), es256(stranger())),
      'token-unknown-key',
    ],
    [
      'whose claims were changed afterwards',
      () => withOtherClaims(office.token, { unit: 'panshi-court' }),
      'token-bad-signature',
    ],
    [
      'with a role that there is not',
      () => tokenOf({ alg: 'ES256', kid: key.kid }, { ...claims(), roles: ['king'] }, es256(ours())),
      'token-claims',
    ],
    [
      'of an account that there is not',
      () => tokenOf({ alg: 'ES256', kid: key.kid }, { ...claims(), sub: 'ghost' }, es256(ours())),
      'token-revoked',
    ],
    ['that is no token', () => 'abc.def', 'token-malformed'],
  ];

  it.each(forgeries)('%s is refused', async (_, forge, code) => {
    const answer = await register(forge());
    expect({ status: answer.status, code: (answer.body as { code: string }).code }).toEqual({ status: 401, code });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('is asked for', async () => {
    const answer = await ask(`${place.url}/v1/units/panshi-zoo`);
    expect(answer.body).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('ends with its account: disabled, or under a new password', async () => {
    const officer = await newOfficer(place, 'officer', 'panshi-zoo');
    expect((await officer.read('/v1/me')).status).toBe(200);
    expect((await accounts(data, ['disable', 'officer'])).code).toBe(0);
    await untilRefused(officer);

    const reset = await accounts(data, ['reset-password', 'office'], 'another long password\n');
    expect(reset).toMatchObject({ code: 0 });
    await untilRefused(office);
    office = await signIn(place.url, 'office', 'another long password');
    expect((await office.read('/v1/me')).status).toBe(200);
  });

  it('is not to be had by guessing', async () => {
    for (let guess = 0; guess < 5; guess++)
      await expect(signIn(place.url, 'court', `guess ${guess}`)).rejects.toThrow('sign-in-failed');
    await expect(signIn(place.url, 'court', 'guess 6')).rejects.toThrow('too-many-failures');
  });

  it('forged let nothing be stored', async () => {
    expect((await office.read('/v1/units/panshi-zoo')).status).toBe(404);
    await place.stop();
    expect(await storedEvents(data)).toEqual([]);
    place = await startStandalone({ data });
  });

  const publicPem = () => createPublicKey(ours()).export({ type: 'spki', format: 'pem' }).toString();
  const hs256 = (secret: string) => (input: string) => createHmac('sha256', secret).update(input).digest('base64url');
  const stranger = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
});

const zoo = unitOf('磐石市动物园', 'other');

const claimsOf = (token: string): Claims =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;

function withOtherClaims(token: string, change: Claims): string {
  const [header, , signature] = token.split('.');
  return `${header}.${encoded({ ...claimsOf(token), ...change })}.${signature}`;
}

/** Accounts are looked at anew once a second at most. */
const untilRefused = (person: Person): Promise<void> =>
  until('the token is refused', async () => {
    const { body } = await person.read('/v1/me');
    return (body as { code?: string }).code === 'token-revoked';
  });
