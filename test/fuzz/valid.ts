import { collectionOf, type Operation, type Parameter } from './api';
import type { Asked } from './asked';
import { happens, pick } from './odd';
import type { People } from './people';
import { matching, valueOf, type World } from './values';

const ENDS_A_UNIT = /\/(retire|merge|split)$/;
const KEY_CHARS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A request as the document asks for it, by someone who may succeed with it, on a record that may be there. */
export function validRequest(world: World, people: People, operation: Operation): Asked {
  const { who, id } = placeOf(world, people, operation);
  const body = bodyOf(world, people, operation);
  const path = operation.path.replace(/\{\w+\}/g, encodeURIComponent(id ?? ''));
  const asker = operation.needsToken ? { who } : {};
  return {
    operation,
    method: operation.method,
    path: path + queryOf(world, operation),
    headers: { ...headersOf(world, operation, path), ...(operation.needsToken ? people.tokenOf(who) : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...asker,
    ...(id === undefined ? {} : { id }),
    meant: 'valid',
  };
}

function placeOf(world: World, people: People, operation: Operation): { who: string; id: string | undefined } {
  const { chance, memory } = world;
  const someone = readerFor(world, operation) ?? someoneFor(world, people, operation);
  if (someone) return someone;
  const others = memory.deedsIn(collectionOf(operation.path)).map((deed) => deed.who);
  const known = [...memory.luckyIn(operation.name), ...others].filter((one) => one !== '');
  const lucky = happens(chance, 60) ? pick(chance, known) : undefined;
  return { who: lucky ?? people.anyone(chance), id: idFor(world, people, operation) };
}

/** One who may read that record, as a list has shown it to them. */
function readerFor({ chance, memory }: World, { path, method }: Operation): { who: string; id: string } | undefined {
  const shown = method === 'GET' && path.includes('{') && happens(chance, 50);
  return shown ? pick(chance, memory.shownIn(collectionOf(path))) : undefined;
}

/** One who may do this on that record: by what `…/acts` said, or because they have just acted on it. */
function someoneFor(
  world: World,
  people: People,
  { path, method }: Operation,
): { who: string; id: string } | undefined {
  const { chance, memory } = world;
  const offered = happens(chance, 75) ? memory.takeOffer(path) : undefined;
  const isAct = path.includes('{') && (method === 'POST' || path.endsWith('/acts'));
  if (offered || !isAct || !happens(chance, 50)) return offered;
  const deed = pick(chance, memory.deedsIn(collectionOf(path)));
  return deed && (deed.who === '' || happens(chance, 40) ? { ...deed, who: people.anyone(chance) } : deed);
}

/** An id that is known, or for what makes records by a name of one's choice, a new one. */
function idFor(world: World, people: People, operation: Operation): string | undefined {
  const parameter = operation.parameters.find((one) => one.in === 'path');
  if (!parameter) return undefined;
  return (happens(world.chance, 75) ? knownId(world, people, operation) : undefined) ?? freshId(world, parameter);
}

function knownId({ chance, memory }: World, people: People, { path, method }: Operation): string | undefined {
  // Their people act in this test until its end, and the other homes are there as heirs: they are not ended.
  const spared = ENDS_A_UNIT.test(path) ? people.homes : people.acting;
  const known = memory.idsIn(collectionOf(path)).filter((one) => method === 'GET' || !spared.includes(one));
  const lately = memory.deedsIn(collectionOf(path)).map((deed) => deed.id);
  const recent = [...known.slice(-8), ...known.filter((one) => lately.includes(one))];
  return pick(chance, happens(chance, 40) ? known : recent);
}

function freshId(world: World, { schema = {} }: Parameter): string | undefined {
  const isMade = schema.format === 'date' || schema.pattern === undefined;
  return isMade ? String(valueOf(world, schema)) : pick(world.chance, matching(schema.pattern ?? '', world.seed));
}

function bodyOf(world: World, people: People, { body, examples }: Operation): unknown {
  if (!body) return undefined;
  const shown = pick(world.chance, examples);
  const made = valueOf(world, body) as object;
  const known = people.secretsFor(made, world.chance);
  if (known) return known;
  return shown !== undefined && happens(world.chance, 60) ? shown : made;
}

const given = ({ chance }: World, { required }: Parameter): boolean => required === true || happens(chance, 20);

function queryOf(world: World, { parameters }: Operation): string {
  const query = parameters.filter((one) => one.in === 'query' && given(world, one));
  const text = new URLSearchParams();
  for (const { name, schema = {} } of query) {
    const value = valueOf(world, schema);
    if (value !== null) text.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return text.size > 0 ? `?${text.toString()}` : '';
}

function headersOf(world: World, { parameters, body }: Operation, path: string): Record<string, string> {
  const said = parameters
    .filter((one) => one.in === 'header')
    .map((one) => [one.name.toLowerCase(), headerOf(world, one, path)] as const)
    .filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { ...(body ? { 'content-type': 'application/json' } : {}), ...Object.fromEntries(said) };
}

function headerOf(world: World, parameter: Parameter, path: string): string | undefined {
  const { chance, memory, seed } = world;
  if (parameter.name === 'If-Match')
    return happens(chance, 15) ? memory.tagOf(path.replace(/\/[^/]+$/, '')) : undefined;
  if (parameter.name === 'Idempotency-Key') return newKey(world);
  return given(world, parameter) ? pick(chance, matching(parameter.schema?.pattern ?? '^[a-z]{4}$', seed)) : undefined;
}

const newKey = ({ chance }: World): string =>
  Array.from({ length: 20 }, () => KEY_CHARS[chance.between(0, KEY_CHARS.length - 1)]).join('');
