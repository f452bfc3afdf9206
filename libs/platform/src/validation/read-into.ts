import { type Sentence, ValidationFailed } from './fault';
import { type Plan, planOf, type Step } from './plan';
import type { Place, Source } from './rule';

type Given = Readonly<Record<string, unknown>>;

/** A request cannot make the answer grow without end. */
const MOST_FAULTS = 50;

/**
 * Reads a value into an instance of a class, checking as the class's decorators say. Only what the class knows is
 * taken over; anything else is a fault, and so nothing a client invents (`__proto__` included) reaches the instance.
 * A property left out keeps the value the class gives it.
 */
export function readInto<T extends object>(shape: new () => T, value: unknown, place: Place): T {
  const plan = planOf(shape);
  const instance = new shape();
  if (!isPlain(value)) {
    place.faults.push({ field: place.field, ...NOT_AN_OBJECT });
    return instance;
  }
  refuseUnknown(value, plan, place);
  for (const step of plan.values()) readProperty(instance as Record<string, unknown>, value, step, place);

  return instance;
}

/**
 * A value checked and read into a class. Text (a query, a path) is understood where JSON would have a type.
 *
 * @throws ValidationFailed naming every field at fault, to at most fifty.
 */
export function validated<T extends object>(shape: new () => T, value: unknown, source: Source = 'json'): T {
  const place: Place = { field: '', source, faults: [] };
  const instance = readInto(shape, value, place);
  if (place.faults.length > 0) throw new ValidationFailed(place.faults.slice(0, MOST_FAULTS));

  return instance;
}

function readProperty(instance: Record<string, unknown>, given: Given, step: Step, place: Place): void {
  const { name, optional, conditions } = step;
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (conditions.length > 0 && !conditions.every((holds) => holds(given, value))) return;

  if (value !== undefined && !(optional && value === null)) instance[name] = readValue(value, step, place);
  else if (!optional && instance[name] === undefined) place.faults.push({ field: within(place, name), ...MISSING });
}

/** Once a rule has refused, the value is not what the next one expects. */
function readValue(value: unknown, { name, rules }: Step, { field, source, faults }: Place): unknown {
  const at: Place = { field: field === '' ? name : `${field}.${name}`, source, faults };
  const faultsBefore = faults.length;
  let read = value;
  for (const rule of rules) if (faults.length === faultsBefore) read = rule.read(read, at);
  return read;
}

function refuseUnknown(value: Given, plan: Plan, place: Place): void {
  for (const key of Object.keys(value)) {
    if (!plan.has(key)) place.faults.push({ field: within(place, shown(key)), ...UNKNOWN });
    if (place.faults.length >= MOST_FAULTS) return;
  }
}

const within = ({ field }: Place, name: string): string => (field === '' ? name : `${field}.${name}`);

/** A key of the client's own invention is given back to be found, not to be carried. */
const shown = (key: string): string => (key.length > 64 ? `${key.slice(0, 64)}…` : key);

const isPlain = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NOT_AN_OBJECT: Sentence = { rule: 'object', zh: '须为 JSON 对象。', en: 'Must be a JSON object.' };
const MISSING: Sentence = { rule: 'required', zh: '必须填写。', en: 'Is required.' };
const UNKNOWN: Sentence = { rule: 'unknown-field', zh: '没有此字段。', en: 'There is no such field.' };
