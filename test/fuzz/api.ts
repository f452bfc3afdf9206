export type Schema = Readonly<{
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  allOf?: readonly Schema[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  example?: unknown;
}>;

export type Parameter = Readonly<{
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema?: Schema;
  example?: unknown;
}>;
export type Media = Readonly<{ schema?: Schema; examples?: Readonly<Record<string, { value: unknown }>> }>;
export type Response = Readonly<{ content?: Readonly<Record<string, Media>> }>;

type Described = Readonly<{
  parameters?: readonly Parameter[];
  requestBody?: Readonly<{ content: Readonly<Record<string, Media>> }>;
  responses: Readonly<Record<string, Response>>;
  security?: readonly object[];
}>;

/** What the exchange tells of itself. */
export type ApiDocument = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  components: Readonly<{ schemas: Readonly<Record<string, Schema>> }>;
}>;

/** One operation of the document; `name` is `POST /v1/units/{unitId}/register`. */
export type Operation = Readonly<{
  name: string;
  method: string;
  path: string;
  parameters: readonly Parameter[];
  body: Schema | undefined;
  /** Whole bodies that the document shows. */
  examples: readonly unknown[];
  needsToken: boolean;
  responses: Readonly<Record<string, Response>>;
}>;

/** Every operation that the document tells of; whatever is added there later is among them. */
export const operationsOf = ({ paths }: ApiDocument): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => operationOf(method.toUpperCase(), path, told)),
  );

function operationOf(method: string, path: string, told: Described): Operation {
  const json = told.requestBody?.content['application/json'];
  return {
    name: `${method} ${path}`,
    method,
    path,
    parameters: told.parameters ?? [],
    body: json?.schema,
    examples: Object.values(json?.examples ?? {}).map(({ value }) => value),
    needsToken: (told.security ?? []).length > 0,
    responses: told.responses,
  };
}

/** The schema itself, where it is only named. */
export function resolved({ components }: ApiDocument, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const found = components.schemas[schema.$ref.replace('#/components/schemas/', '')];
  if (!found) throw new Error(`${schema.$ref} leads nowhere.`);
  return found;
}

/** Where the records lie among which the last parameter of a path chooses: `/v1/units/{unitId}/rename` → `/v1/units`. */
export const collectionOf = (path: string): string => path.replace(/\/\{.*$/, '');

const READ_SIDE = /^\/(court|procuratorate|government)\//;

/** Of what one process tells of itself, the part of the exchange, or that of the read sides. */
export const partOf = (document: ApiDocument, part: 'exchange' | 'read-sides'): ApiDocument => ({
  ...document,
  paths: Object.fromEntries(
    Object.entries(document.paths).filter(([path]) => READ_SIDE.test(path) === (part === 'read-sides')),
  ),
});
