/** A JSON Schema (2020-12) as data, and beside it, for the compiler alone, the type of what it describes. */
export type Schema<Value = unknown> = Readonly<{
  type?: string | readonly string[];
  description?: string;
  format?: string;
  pattern?: string;
  enum?: readonly (string | null)[];
  minimum?: number;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  /** Never there: it carries the type. */
  '~value'?: Value;
}>;

export type ValueOf<One> = One extends Schema<infer Value> ? Value : never;

type Properties = Readonly<Record<string, Schema>>;
type Said<Of extends Properties> = { readonly [Name in keyof Of]: ValueOf<Of[Name]> };

export const text = (description: string): Schema<string> => ({ type: 'string', description });

export const uuid = (description: string): Schema<string> => ({ type: 'string', format: 'uuid', description });

/** The id of a unit, as the office registered it. */
export const unitId = (description: string): Schema<string> => ({
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$',
  description,
});

/** An instant in UTC, ISO 8601 with milliseconds and `Z`. */
export const instant = (description: string): Schema<string> => ({ type: 'string', format: 'date-time', description });

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const day = (description: string): Schema<string> => ({ type: 'string', format: 'date', description });

export const whole = (description: string): Schema<number> => ({ type: 'integer', minimum: 0, description });

export const yesNo = (description: string): Schema<boolean> => ({ type: 'boolean', description });

export const code = <const Code extends string>(codes: readonly Code[], description: string): Schema<Code> => ({
  type: 'string',
  enum: codes,
  description,
});

export const list = <Item>(items: Schema<Item>, description: string): Schema<readonly Item[]> => ({
  type: 'array',
  items: items,
  description,
});

/** All is required: what was not said is `null`. What a reader does not know it must ignore. */
export const object = <Of extends Properties>(properties: Of, description?: string): Schema<Said<Of>> => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  ...(description === undefined ? {} : { description }),
});

/** An object with further properties that need not be there: left out where nothing was said. So a released message grows. */
export const grown = <Value, More extends Properties>(base: Schema<Value>, more: More) =>
  ({ ...base, properties: { ...base.properties, ...more } }) as Schema<Value & Partial<Said<More>>>;

export const nullable = <Value>(schema: Schema<Value>): Schema<Value | null> => ({
  anyOf: [schema, { type: 'null' }],
});

/** Of some data, what the schema declares and nothing else. */
export function declaredOnly(schema: Schema, data: unknown): unknown {
  if (data === null || typeof data !== 'object') return data;
  if (schema.anyOf) return declaredOnly(schema.anyOf[0] ?? {}, data);
  const { items, properties = {} } = schema;
  if (Array.isArray(data)) return data.map((item) => declaredOnly(items ?? {}, item));

  const said: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = (data as Record<string, unknown>)[name];
    if (value !== undefined) said[name] = declaredOnly(property, value);
  }
  return said;
}
