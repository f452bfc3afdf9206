import { resolved, type Schema } from './api';
import type { Asked } from './asked';
import { happens, type Odd, ODD_SEGMENTS, pick } from './odd';
import type { World } from './values';

type Body = Record<string, unknown>;
type Breaking = Readonly<{ world: World; odd: Odd; asked: Asked }>;
/** Breaks a request, or says that this one cannot be broken so. */
type Break = (breaking: Breaking) => Partial<Asked> | undefined;

const HUGE = `{"reason":"${'文'.repeat(1_000_000)}"}`;

const bodyOf = ({ body }: Asked): Body | undefined =>
  typeof body === 'string' ? (JSON.parse(body) as Body) : undefined;
const saying = (body: unknown): Partial<Asked> => ({ body: JSON.stringify(body) });
const raw =
  (body: string | Buffer): Break =>
  ({ asked }) =>
    bodyOf(asked) ? { body, refusable: true } : undefined;
const heading =
  (headers: Asked['headers']): Break =>
  ({ asked }) => ({
    headers: { ...asked.headers, ...headers },
  });

/** One property of the body in another way; `change` gives nothing where it does not apply. */
const property =
  (change: (schema: Schema, breaking: Breaking) => { value: unknown } | undefined): Break =>
  (breaking) => {
    const { asked, world } = breaking;
    const body = bodyOf(asked);
    const schema = asked.operation?.body && resolved(world.document, asked.operation.body);
    const [name, of] = pick(world.chance, Object.entries(schema?.properties ?? {})) ?? [];
    if (!body || name === undefined || !of) return undefined;
    const changed = change(resolved(world.document, of), breaking);
    return changed && { ...saying({ ...body, [name]: changed.value }), refusable: true };
  };

const isText = ({ type }: Schema): boolean => [type].flat().includes('string');
const WRONG: readonly (readonly [string, unknown])[] = [
  ['string', 7],
  ['number', 'seven'],
  ['integer', 1.5],
  ['boolean', 'true'],
  ['array', { 0: 'a' }],
  ['object', ['a']],
];
const wrongFor = ({ type, anyOf, allOf }: Schema): unknown =>
  anyOf || allOf ? 7 : (WRONG.find(([name]) => [type].flat().includes(name))?.[1] ?? true);

function withoutRequired({ asked, world }: Breaking): Partial<Asked> | undefined {
  const body = bodyOf(asked);
  const schema = asked.operation?.body && resolved(world.document, asked.operation.body);
  const name = pick(world.chance, schema?.required ?? []);
  if (!body || name === undefined) return undefined;
  const { [name]: _, ...rest } = body;
  return { ...saying(rest), refusable: true };
}

const twice: Break = ({ asked }) => {
  const [first] = Object.entries(bodyOf(asked) ?? {});
  if (!first || typeof asked.body !== 'string') return undefined;
  return {
    body: asked.body.replace(/^\{/, `{${JSON.stringify(first[0])}:${JSON.stringify(first[1])},`),
    refusable: true,
  };
};

const bodies: Record<string, Break> = {
  'a wrong type': property((schema) => ({ value: wrongFor(schema) })),
  'an over-long text': property(({ maxLength, ...schema }) =>
    isText(schema) && maxLength !== undefined && maxLength < 3_000 ? { value: '长'.repeat(maxLength + 1) } : undefined,
  ),
  'a number out of range': property(({ type }) => ([type].flat().includes('integer') ? { value: -1e300 } : undefined)),
  'a word of no list': property((schema) => (schema.enum ? { value: 'toString' } : undefined)),
  'a day that never was': property(({ format }) => (format === 'date' ? { value: '2026-02-30' } : undefined)),
  'too many items': property(({ maxItems }) =>
    maxItems !== undefined ? { value: Array.from({ length: maxItems + 1 }, () => 'a') } : undefined,
  ),
  'a text that is odd': (breaking) =>
    without(
      property((schema) => (isText(schema) ? { value: breaking.odd.text(breaking.world.chance) } : undefined))(
        breaking,
      ),
    ),
  'any value': (breaking) => without(property(() => ({ value: breaking.odd.value(breaking.world.chance) }))(breaking)),
  'a whole body of anything': ({ asked, odd, world }) => (bodyOf(asked) ? saying(odd.value(world.chance)) : undefined),
  'nothing of what is required': withoutRequired,
  'a member of its own invention': ({ asked, odd, world }) => {
    const body = bodyOf(asked);
    return body && { ...saying({ ...body, [`x-${odd.text(world.chance)}`]: 1 }), refusable: true };
  },
  'a member that occurs twice': twice,
  'a poisoned prototype': ({ asked }) =>
    bodyOf(asked) && { body: `{"__proto__":{"role":"office"},${String(asked.body).slice(1)}`, refusable: true },
  'a poisoned constructor': ({ asked }) =>
    bodyOf(asked) && { body: `{"constructor":{"prototype":{"a":1}},${String(asked.body).slice(1)}`, refusable: true },
  'JSON that ends early': ({ asked }) => bodyOf(asked) && { body: String(asked.body).slice(0, -1), refusable: true },
  'a number beyond all numbers': raw('{"revision":1e400,"parties":-0}'),
  'deep nesting': raw(`{"legalBasis":${'['.repeat(5_000)}${']'.repeat(5_000)}}`),
  'half of UTF-8': raw(Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])),
  'a list': raw('[]'),
  null: raw('null'),
  'no body': raw(''),
};

const heads: Record<string, Break> = {
  'another content type': ({ asked }) =>
    bodyOf(asked) && { headers: { ...asked.headers, 'content-type': 'text/plain' }, refusable: true },
  'no token': ({ asked: { who, headers } }) => {
    const { authorization: _, ...rest } = headers;
    return who === undefined ? undefined : { headers: rest, refusable: true };
  },
  'a token that was changed': ({ asked: { who, headers } }) =>
    who === undefined
      ? undefined
      : {
          headers: { ...headers, authorization: `${String(headers.authorization).slice(0, -6)}AAAAAA` },
          refusable: true,
        },
  'a token that is none': ({ asked: { who, headers } }) =>
    who === undefined ? undefined : { headers: { ...headers, authorization: 'Bearer ../../x' }, refusable: true },
  'no idempotency key': ({ asked: { headers } }) => {
    const { 'idempotency-key': key, ...rest } = headers;
    return key === undefined ? undefined : { headers: rest, refusable: true };
  },
  'a wrong idempotency key': ({ asked: { headers } }) =>
    'idempotency-key' in headers
      ? { headers: { ...headers, 'idempotency-key': 'two words' }, refusable: true }
      : undefined,
  'two idempotency keys': ({ asked: { headers } }) =>
    'idempotency-key' in headers
      ? { headers: { ...headers, 'idempotency-key': ['a', 'b'] }, refusable: true }
      : undefined,
  'a revision that it never had': ({ asked: { headers, operation } }) =>
    operation?.parameters.some(({ name }) => name === 'If-Match')
      ? { headers: { ...headers, 'if-match': '"987654"' } }
      : undefined,
  'a tag that is none': ({ asked: { headers, operation } }) =>
    operation?.parameters.some(({ name }) => name === 'If-Match')
      ? { headers: { ...headers, 'if-match': 'W/"1"' }, refusable: true }
      : undefined,
  'a long correlation id': heading({ 'x-correlation-id': 'x'.repeat(2_000) }),
  'a forged origin': heading({
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-host': 'evil.example',
    forwarded: 'for=1',
  }),
  'languages without end': heading({ 'accept-language': 'zz-ZZ;q=0.1,'.repeat(200) }),
};

const addresses: Record<string, Break> = {
  'an odd path': ({ asked, world }) => {
    const odd = pick(world.chance, ODD_SEGMENTS) ?? '';
    return asked.id === undefined
      ? { path: asked.path.replace(/(?=\?|$)/, `/${odd}`), operation: undefined, elsewhere: true }
      : { path: asked.path.replace(asked.id, odd), elsewhere: true };
  },
  'another method': ({ world }) => ({
    method: pick(world.chance, ['PUT', 'PATCH', 'DELETE']) ?? 'PUT',
    operation: undefined,
    elsewhere: true,
    refusable: true,
  }),
  'a query of its own invention': ({ asked }) => ({
    path: `${asked.path}${asked.path.includes('?') ? '&' : '?'}__proto__=1`,
  }),
  'a query that says it twice': ({ asked }) =>
    asked.operation?.parameters.some(({ name }) => name === 'limit')
      ? { path: `${asked.path.replace(/\?.*/, '')}?limit=1&limit=2`, refusable: true }
      : undefined,
  'a number in the query that is none': ({ asked }) =>
    asked.operation?.parameters.some(({ name }) => name === 'limit')
      ? { path: `${asked.path.replace(/\?.*/, '')}?limit=1e3`, refusable: true }
      : undefined,
};

const without = (broken: Partial<Asked> | undefined): Partial<Asked> | undefined =>
  broken && { ...broken, refusable: false };
const ALL = Object.entries({ ...bodies, ...heads, ...addresses });

/** The request, broken in one way that fits it. */
export function brokenRequest(world: World, odd: Odd, asked: Asked): Asked {
  if (happens(world.chance, 1) && asked.body !== undefined)
    return { ...asked, body: HUGE, meant: 'huge', refusable: true };
  for (;;) {
    const [meant, how] = pick(world.chance, ALL) as [string, Break];
    const broken = how({ world, odd, asked });
    if (broken) return { ...asked, ...broken, meant };
  }
}

export const isHuge = ({ meant }: Asked): boolean => meant === 'huge';
