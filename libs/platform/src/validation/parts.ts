import { property, type PropertyOptions } from './property';
import { readInto } from './read-into';
import type { Sentence } from './fault';
import type { Place, Rule } from './rule';

type Shape<T extends object = object> = new () => T;

export type ListLimits = Readonly<{ min?: number; max: number; unique?: boolean }>;

/** An object of its own class, checked by the class's own properties. Give the class in a function. */
export const nested = <T extends object>(shape: () => Shape<T>): Rule<T> => ({
  name: 'nested',
  // @nestjs/swagger knows a function that gives a class only by its name, 'type'.
  schema: { type: () => shape() },
  read: (value, place) => readInto(shape(), value, place),
});

/**
 * A list of which each item keeps a rule. From text a list is repeated in a query, or divided by commas.
 * Faults name the item: `parties[2].name`.
 */
export function list<T>(item: Rule<T>, { min = 0, max, unique = false }: ListLimits): Rule<T[]> {
  const { type, ...rest } = item.schema;
  const items =
    typeof type === 'function' ? { type, isArray: true } : { type: 'array', items: item.schema, ...exampleOf(rest) };

  const read = (value: unknown, place: Place): T[] => {
    const given = place.source === 'text' ? fromText(value) : value;
    const sentence = Array.isArray(given) ? sizeOf(given, min, max) : NOT_A_LIST;
    if (sentence) place.faults.push({ field: place.field, ...sentence });
    if (!Array.isArray(given) || given.length > max) return [];

    const kept = given.map((one: unknown, at) => item.read(one, { ...place, field: `${place.field}[${at}]` }));
    if (unique && new Set(kept).size < kept.length) place.faults.push({ field: place.field, ...REPEATED });
    return kept;
  };
  return {
    name: 'list',
    schema: { ...items, minItems: min, maxItems: max, ...(unique ? { uniqueItems: true } : {}) },
    read,
  };
}

const exampleOf = ({ example }: Readonly<Record<string, unknown>>) =>
  example === undefined ? {} : { example: [example] };

const fromText = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : value;

const sizeOf = ({ length }: readonly unknown[], min: number, max: number): Sentence | undefined =>
  length >= min && length <= max
    ? undefined
    : { rule: 'list.size', zh: `须有 ${min} 至 ${max} 项。`, en: `Must have ${min} to ${max} items.` };

const NOT_A_LIST: Sentence = { rule: 'list', zh: '须为列表。', en: 'Must be a list.' };
const REPEATED: Sentence = { rule: 'list.unique', zh: '各项不得重复。', en: 'No item may occur twice.' };

/** A property that is an object of its own class. */
export const Nested = (shape: () => Shape, options?: PropertyOptions): PropertyDecorator =>
  property(nested(shape), options);

/** A property that is a list: of a rule (`text({ max: 40 })`) or, by `nested(() => Party)`, of objects. */
export const ListOf = (item: Rule, { min, max, unique, ...options }: ListLimits & PropertyOptions): PropertyDecorator =>
  property(list(item, { max, ...(min === undefined ? {} : { min }), ...(unique ? { unique } : {}) }), options);
