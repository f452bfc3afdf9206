import fc from 'fast-check';
import type { Chance } from '../operations/chance';
import { type ApiDocument, resolved, type Schema } from './api';
import type { Memory } from './memory';
import { happens, pick, WORDS } from './odd';

export type World = Readonly<{ document: ApiDocument; memory: Memory; chance: Chance; seed: number }>;

const DATES = [
  '2024-04-30',
  '2025-01-01',
  '2026-01-15',
  '2026-03-01',
  '2026-07-01',
  '2026-10-01',
  '2027-03-31',
  '2028-06-30',
];
const MOMENTS = ['2026-03-02T09:30:00+08:00', '2026-03-05T01:00:00Z', '2026-06-30T23:59:59.5+08:00'];

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  date: DATES,
  'date-time': MOMENTS,
  uri: ['https://flk.npc.gov.cn/'],
};

/** A value as its schema asks: with what the document shows, what the exchange has answered, or made up. */
export function valueOf(world: World, named: Schema): unknown {
  const { chance, document } = world;
  const schema = resolved(document, named);
  if (schema.example !== undefined && happens(chance, 60)) return schema.example;
  const types = [schema.type ?? []].flat();
  if (types.includes('null') && happens(chance, 20)) return null;
  return composed(world, schema) ?? byType(world, schema, types.find((type) => type !== 'null') ?? 'null');
}

function composed(world: World, { allOf, anyOf, oneOf, enum: words }: Schema): unknown {
  const other = pick(world.chance, allOf?.slice(0, 1) ?? anyOf ?? oneOf ?? []);
  return other ? valueOf(world, other) : pick(world.chance, words ?? []);
}

function byType(world: World, schema: Schema, type: string): unknown {
  const { chance } = world;
  switch (type) {
    case 'object':
      return objectOf(world, schema);
    case 'array':
      return listOf(world, schema);
    case 'boolean':
      return happens(chance, 50);
    case 'integer':
    case 'number': {
      const low = schema.minimum ?? 0;
      return chance.between(low, Math.min(schema.maximum ?? low + 6, low + 6));
    }
    case 'string':
      return textOf(world, schema);
    default:
      return null;
  }
}

function objectOf(world: World, { properties = {}, required = [] }: Schema): object {
  const told = Object.entries(properties).filter(([name]) => required.includes(name) || happens(world.chance, 25));
  return Object.fromEntries(told.map(([name, schema]) => [name, valueOf(world, schema)]));
}

function listOf(world: World, { items = {}, minItems = 0, maxItems = 3 }: Schema): unknown[] {
  const low = Math.max(minItems, Math.min(1, maxItems));
  return Array.from({ length: world.chance.between(low, Math.min(maxItems, low + 2)) }, () => valueOf(world, items));
}

function textOf(world: World, schema: Schema): string {
  const { chance } = world;
  const ofFormat = pick(chance, FORMATS[schema.format ?? ''] ?? []);
  if (ofFormat !== undefined) return ofFormat;
  return schema.pattern === undefined ? words(chance, schema) : formed(world, schema.pattern);
}

/** What is known and has this form, or something made up. */
function formed({ chance, memory, seed }: World, pattern: string): string {
  const form = new RegExp(pattern, 'u');
  const among = happens(chance, 50) ? memory.acting : memory.allIds();
  const fitting = happens(chance, 80) ? among.filter((id) => form.test(id)) : [];
  const known = pick(chance, fitting);
  return known ?? pick(chance, matching(pattern, seed)) ?? '';
}

/** Words of a length that is allowed. */
function words(chance: Chance, { minLength = 0, maxLength = 100 }: Schema): string {
  const some = pick(chance, WORDS) ?? '';
  const long = some.padEnd(minLength, '法');
  return [...long].slice(0, maxLength).join('');
}

const made = new Map<string, string[]>();

/** Texts of a form, made by chance. */
export function matching(pattern: string, seed: number): string[] {
  const known = made.get(pattern);
  if (known) return known;
  const texts = fc.sample(fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 40 }), { seed, numRuns: 100 });
  made.set(pattern, texts);
  return texts;
}
