import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = {
  type?: unknown;
  nullable?: boolean;
  properties?: Record<string, Schema>;
  enum?: unknown[];
  allOf?: Schema[];
} & Record<string, unknown>;

/** OpenAPI 3.1 says `null` as JSON Schema does; what Nest writes (`nullable`) is of 3.0 and means nothing there. */
export function sayNullAsTypes({ components, paths }: OpenAPIObject): void {
  Object.values(components?.schemas ?? {}).forEach((schema) => sayInProperties(schema as Schema));

  for (const { get } of Object.values(paths)) {
    // In an address there is no null: what is left out is left out.
    for (const parameter of (get?.parameters ?? []) as { schema?: Schema }[]) delete parameter.schema?.nullable;
  }
}

function sayInProperties(schema: Schema): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (property.nullable) schema.properties = { ...schema.properties, [name]: orNull(property) };
  }
}

function orNull({ nullable: _, description, allOf, ...schema }: Schema): Schema {
  const told = description === undefined ? {} : { description };
  if (allOf) return { ...told, anyOf: [...allOf, { type: 'null' }] };
  return { ...told, ...schema, type: [schema.type, 'null'], ...(schema.enum ? { enum: [...schema.enum, null] } : {}) };
}
