import { ask } from './person';

type Response = { content?: Record<string, { examples?: Record<string, unknown> }> };
type Schema = {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  example?: unknown;
};
export type Operation = {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema; examples?: Record<string, { value: object }> }> };
  responses: Record<string, Response>;
};

/** What the exchange tells of itself. */
export type ApiDocument = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

export const apiDocumentOf = async (url: string): Promise<ApiDocument> =>
  (await ask(`${url}/docs-json`)).body as unknown as ApiDocument;

/** The addresses of the acts: whatever is posted but signing in and out. */
export const actsOf = ({ paths }: ApiDocument): string[] =>
  Object.keys(paths).filter((path) => paths[path]?.post && !/^\/v1\/sign-(in|out)\b/.test(path));

/** The operation of a real address: `/v1/units/panshi-court` is `/v1/units/{unitId}`. */
export function operationAt({ paths }: ApiDocument, method: string, path: string): Operation | undefined {
  const address = path.split('?', 1)[0] ?? '';
  const found = Object.entries(paths).find(([template]) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(address),
  );
  return found?.[1][method.toLowerCase()];
}

/** The codes of the refusals that the document tells of, by status. */
export const refusalsOf = ({ responses }: Operation, status: number): string[] =>
  Object.keys(responses[status]?.content?.['application/problem+json']?.examples ?? {});

/** A body made of nothing but the examples of its properties. */
export function exampleOf(document: ApiDocument, schema: Schema): unknown {
  if (schema.$ref !== undefined) return exampleOf(document, named(document, schema.$ref));
  if (schema.example !== undefined) return schema.example;
  const [first] = schema.allOf ?? schema.anyOf ?? [];
  if (first) return exampleOf(document, first);
  if (schema.items) return [exampleOf(document, schema.items)];

  const properties = Object.entries(schema.properties ?? {}).map(([name, of]) => [name, exampleOf(document, of)]);
  return properties.length === 0 ? undefined : Object.fromEntries(properties);
}

function named({ components }: ApiDocument, ref: string): Schema {
  const schema = components.schemas[ref.replace('#/components/schemas/', '')];
  if (!schema) throw new Error(`${ref} leads nowhere.`);
  return schema;
}

/** Every `$ref` in the document, to see whether it leads anywhere. */
export function referencesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : referencesIn(value),
  );
}
