import type { ApiDocument, Operation } from '../api-document';
import type { Probe } from './told';

const RECORD = '/v1/referrals/{referralId}';
const ANY_KEY = { 'idempotency-key': 'tried-by-one-who-may-not-know' };

/** An endpoint that takes the id of a referral; `act` is what stands after it. */
export type Endpoint = Readonly<{ name: string; method: string; act: string; bodies: readonly string[] }>;

/** Every endpoint of the API document that takes the id of a referral: whatever is added there later is among them. */
export const endpointsOf = ({ paths }: ApiDocument): Endpoint[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    path.startsWith(RECORD)
      ? Object.entries(methods).map(([method, told]) => ({
          name: `${method.toUpperCase()} …${path.slice(RECORD.length)}`,
          method: method.toUpperCase(),
          act: path.slice(RECORD.length),
          bodies: bodiesOf(told),
        }))
      : [],
  );

function bodiesOf({ requestBody }: Operation): string[] {
  const { examples = {} } = requestBody?.content['application/json'] ?? {};
  return Object.values(examples).map(({ value }) => JSON.stringify(value));
}

/** All that may be asked of one endpoint, in order and not. `keys` are those under which others acted on the record. */
export function probesOf({ method, act, bodies }: Endpoint, keys: readonly string[]): Probe[] {
  const path = `…${act}`;
  const plain = { method, path };
  return method === 'GET' ? looks(path) : acts(plain, bodies[0] ?? '{}', [...bodies, ...ODD_BODIES], keys);
}

const ODD_BODIES = ['', '{', '[]', '{"surprise":true}', '{"occurredAt":"2999-01-01T00:00:00Z"}'];

const looks = (path: string): Probe[] => [
  ...['', '?from=0', '?from=1&limit=1', '?from=9999', '?limit=0', '?revision=0', '/'].map((query) => ({
    what: `with "${query}"`,
    method: 'GET',
    path: path + query,
  })),
  ...[
    { 'if-none-match': '"0"' },
    { 'if-none-match': '*' },
    { 'if-match': '"7"' },
    { range: 'bytes=0-9' },
    { accept: 'text/html' },
    { 'accept-language': 'en' },
    { 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' },
    { 'x-correlation-id': 'mine' },
  ].map((headers) => ({ what: `with ${JSON.stringify(headers)}`, method: 'GET', path, headers })),
  ...['HEAD', 'OPTIONS', 'DELETE', 'PUT', 'PATCH'].map((method) => ({ what: 'by that method', method, path })),
];

type Plain = Pick<Probe, 'method' | 'path'>;

function acts(plain: Plain, sound: string, bodies: readonly string[], keys: readonly string[]): Probe[] {
  const headers = [
    ...['"0"', '"1"', '"2"', '"99"', '0', '*', 'W/"1"'].map((tag) => ({ ...ANY_KEY, 'if-match': tag })),
    ...keys.map((key) => ({ 'idempotency-key': key })),
    { 'idempotency-key': ' ' },
    {},
    { ...ANY_KEY, 'accept-language': 'en' },
    { ...ANY_KEY, 'content-type': 'text/plain' },
  ];
  const dated = JSON.stringify({ ...(JSON.parse(sound) as object), occurredAt: '1999-01-01T00:00:00Z' });
  return [
    ...[...bodies, dated].map((body) => ({ ...plain, what: `saying ${body}`, headers: ANY_KEY, body })),
    { ...plain, what: 'saying it again', headers: ANY_KEY, body: sound },
    ...headers.map((said) => ({ ...plain, what: `with ${JSON.stringify(said)}`, headers: said, body: sound })),
  ];
}
