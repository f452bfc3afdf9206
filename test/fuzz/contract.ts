import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { ApiDocument, Media, Operation, Schema } from './api';
import type { Asked } from './asked';
import type { Incoming } from './send';

/** What is answered to an address or a method that the document does not have. */
const ELSEWHERE = [404, 405];
const PROBLEM = '#/components/schemas/Problem';

/** Holds answers against the document. */
export class Contract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly checks = new Map<string, ValidateFunction>();

  constructor(document: ApiDocument) {
    addFormats(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: { schemas: closed(document.components.schemas) } });
  }

  /** What in an answer is not in the document; nothing when all is. */
  faultOf({ operation, elsewhere }: Asked, answer: Incoming): string | undefined {
    if (answer.status >= 500 && !isLate(answer)) return `status ${answer.status}: ${answer.text.slice(0, 500)}`;
    // An odd path may still be one of ours, under which the asker may do nothing.
    const nowhere = operation ? ELSEWHERE : [...ELSEWHERE, 400, 403, 414];
    if (elsewhere && nowhere.includes(answer.status)) return this.bodyFault({ schema: { $ref: PROBLEM } }, answer.text);
    return operation
      ? this.operationFault(operation, answer)
      : `status ${answer.status} where the document has nothing`;
  }

  private operationFault(operation: Operation, answer: Incoming): string | undefined {
    const told = operation.responses[answer.status];
    if (!told) return `status ${answer.status} is not in the document: ${answer.text.slice(0, 300)}`;
    if (!told.content) return answer.text === '' ? undefined : `status ${answer.status} tells of no body`;

    const type = String(answer.headers['content-type']).replace(/;.*$/, '');
    const media = told.content[type];
    if (!media) return `content type ${type} with status ${answer.status}`;
    return type.endsWith('json') ? this.bodyFault(media, answer.text) : undefined;
  }

  private bodyFault({ schema, examples }: Media, text: string): string | undefined {
    const body = parsed(text);
    if (body === undefined) return `a body that is no JSON: ${text.slice(0, 200)}`;
    const check = schema ? this.checkOf(schema) : undefined;
    if (check && !check(body)) return `${this.ajv.errorsText(check.errors)}: ${text.slice(0, 300)}`;
    return schema?.$ref === PROBLEM && examples ? untold(examples, body as Refusal) : undefined;
  }

  private checkOf(schema: Schema): ValidateFunction {
    const key = JSON.stringify(schema);
    const known = this.checks.get(key);
    if (known) return known;
    const check = this.ajv.compile(JSON.parse(key.replaceAll('"#/', '"api#/')) as object);
    this.checks.set(key, check);
    return check;
  }
}

/** A view that does not include a position of one's own invention says so in the end. */
const isLate = ({ status, text }: Incoming): boolean => status === 504 && text.includes('view-behind');

type Refusal = Readonly<{ code: string; rule?: string }>;

function untold(examples: object, { code, rule = code }: Refusal): string | undefined {
  return Object.hasOwn(examples, rule) ? undefined : `the refusal ${rule} is not told of`;
}

/** A member that no schema tells of is outside the document too; only problems may carry more (RFC 9457, 3.2). */
const closed = (schemas: ApiDocument['components']['schemas']): Record<string, object> =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      name === 'Problem' || !schema.properties || schema.allOf ? schema : { additionalProperties: false, ...schema },
    ]),
  );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
