import { type Bilingual, filledIn, type Language } from './bilingual';
import { platformProblems } from './platform-problems';
import type { Problem, ProblemDocument } from './problem';
import type { ProblemKind } from './problem-kind';

/** Recognises one of the app's own errors; `undefined` leaves it to the next. */
export type ProblemMapper = (error: unknown) => Problem | undefined;

/** Where and in which language a refusal is said. */
export type Occasion = Readonly<{ language: Language; instance: string; correlationId: string }>;

/**
 * The stable codes of all refusals, their words in both languages, and the mappers by which an app's own errors
 * become refusals. Codes are for ever: a client programs against `urn:fuyuan:problem:<code>`.
 */
export class ProblemCatalogue {
  private readonly kinds = new Map<string, ProblemKind>();
  private readonly sentences = new Map<string, Bilingual>();
  private readonly mappers: ProblemMapper[] = [];

  constructor() {
    this.register(platformProblems);
  }

  /** Adds kinds of refusal; the same one twice is one. Throws on a code already taken or badly formed. */
  register(kinds: Readonly<Record<string, ProblemKind>>): this {
    for (const [code, kind] of Object.entries(kinds)) {
      if (!/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(code)) throw new Error(`'${code}' is not the form of a problem code.`);
      if (this.kinds.get(code) === kind) continue;
      if (this.kinds.has(code)) throw new Error(`The problem code '${code}' is already taken.`);
      this.kinds.set(code, kind);
    }
    return this;
  }

  /** Adds what is said when a rule of the model forbids something (409), by the rule's code. */
  registerRules(sentences: Readonly<Record<string, Bilingual>>): this {
    for (const [rule, sentence] of Object.entries(sentences)) {
      if (this.sentences.has(rule)) throw new Error(`The rule '${rule}' already has its sentence.`);
      this.sentences.set(rule, sentence);
    }
    return this;
  }

  /** Adds mappers; they are asked in order, before the platform's own. */
  map(...mappers: ProblemMapper[]): this {
    this.mappers.push(...mappers);
    return this;
  }

  /** The refusal that an app's mapper makes of this error, if any does. */
  mapped(error: unknown): Problem | undefined {
    for (const mapper of this.mappers) {
      const problem = mapper(error);
      if (problem) return problem;
    }
    return undefined;
  }

  /** The sentence registered for a rule of the model. */
  sentenceOf(rule: string): Bilingual | undefined {
    return this.sentences.get(rule);
  }

  /** The HTTP status of a problem. Throws when its code is not in the catalogue. */
  statusOf({ code }: Problem): number {
    return this.kindOf(code).status;
  }

  /** The document that leaves for a problem. Throws when its code is not in the catalogue. */
  documentOf(problem: Problem, { language, instance, correlationId }: Occasion): ProblemDocument {
    const { code, parts } = problem;
    const { status, title, detail } = this.kindOf(code);
    const errors = parts.errors?.map((fault) => ({ field: fault.field, rule: fault.rule, message: fault[language] }));

    return {
      ...parts.members,
      type: `urn:fuyuan:problem:${code}`,
      title: title[language],
      status,
      detail: filledIn((parts.detail ?? detail)[language], parts.values ?? {}),
      instance,
      code,
      ...(errors ? { errors } : {}),
      correlationId,
    };
  }

  private kindOf(code: string): ProblemKind {
    const kind = this.kinds.get(code);
    if (!kind) throw new Error(`The problem code '${code}' is not in the catalogue.`);
    return kind;
  }
}
