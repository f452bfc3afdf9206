import type { OpenAPIObject } from '@nestjs/swagger';

const text = { type: 'string' } as const;

/** RFC 9457, with our own members. */
const PROBLEM = {
  type: 'object',
  description: '任何拒绝均以此格式返回（RFC 9457）。Every refusal leaves in this form.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'correlationId'],
  properties: {
    type: { ...text, format: 'uri', example: 'urn:fuyuan:problem:invalid-request' },
    title: text,
    status: { type: 'integer', example: 400 },
    detail: text,
    instance: { ...text, format: 'uri-reference' },
    code: { ...text, description: '稳定的错误代码 A stable code to program against', example: 'invalid-request' },
    correlationId: { ...text, description: '关联编号 The id under which the request is found' },
    rule: { ...text, description: '被违反的业务规则 The rule of the model that forbade it' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'rule', 'message'],
        properties: { field: { ...text, example: 'norm.promulgatedOn' }, rule: text, message: text },
      },
    },
  },
};

type Operation = { parameters?: unknown[]; requestBody?: unknown; responses?: Record<string, unknown> };
const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Tells in the document that whatever is not described otherwise is a problem, and how a problem looks. */
export function describeProblems(document: OpenAPIObject): void {
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, Problem: PROBLEM };
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const otherwise = { description: '拒绝 Refused', content };

  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) addTo(path[method], content, otherwise);
  }
}

function addTo(operation: Operation | undefined, content: object, otherwise: object): void {
  if (!operation) return;
  const told = { ...refusedByPlatform(operation, otherwise), ...operation.responses };
  const described = Object.entries(told).map(([status, response]) =>
    Number(status) >= 400 && Number(status) !== 503
      ? [status, { content, ...(response as object) }]
      : [status, response],
  );
  operation.responses = { default: otherwise, ...(Object.fromEntries(described) as Record<string, unknown>) };
}

/** What is refused before an operation is asked, whether or not it tells of that itself. */
function refusedByPlatform({ parameters = [], requestBody }: Operation, otherwise: object): Record<string, object> {
  const statuses = [400, ...(parameters.length > 0 ? [414] : []), ...(requestBody ? [413, 415] : []), 429, 431, 500];
  return Object.fromEntries(statuses.map((status) => [status, otherwise]));
}
