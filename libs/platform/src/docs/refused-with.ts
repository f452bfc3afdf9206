import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Problem, type ProblemDocument } from '../problem/problem';
import type { ProblemCatalogue } from '../problem/problem-catalogue';

/** `values` fill the gaps of the sentences; `instance` is the address of which the examples speak. */
export type RefusalExamples = Readonly<{ values: Readonly<Record<string, string | number>>; instance: string }>;

/** Tells of every refusal that an endpoint can give: one response for each status, one example for each code. */
export type RefusalDocs = (...codes: readonly string[]) => MethodDecorator;

const occasionAt = (instance: string) =>
  ({ language: 'zh', instance, correlationId: '7d0c2f5e-1d4f-4c6a-8a50-2f8e0c7f9b11' }) as const;

/** The platform tells of it in every document. */
const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** How the refusals of a catalogue are told of. Throws, when used, for a code that the catalogue does not have. */
export function refusalDocs(catalogue: ProblemCatalogue, { values, instance }: RefusalExamples): RefusalDocs {
  // Many endpoints refuse alike, and all of this is said while a process starts.
  const examples = new Map<string, ProblemDocument>();
  const exampleOf = (code: string): ProblemDocument => {
    const told = examples.get(code) ?? catalogue.documentOf(new Problem(code, { values }), occasionAt(instance));
    examples.set(code, told);
    return told;
  };
  const responseOf = (codes: readonly string[]) => ({
    description: codes.map((code) => `\`${code}\` ${exampleOf(code).title}`).join('；'),
    content: {
      'application/problem+json': {
        schema: PROBLEM,
        examples: Object.fromEntries(
          codes.map((code) => [code, { summary: exampleOf(code).title, value: exampleOf(code) }]),
        ),
      },
    },
  });

  return (...codes) => {
    const byStatus = new Map<number, string[]>();
    for (const code of codes) {
      const { status } = exampleOf(code);
      byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
    }
    return applyDecorators(...[...byStatus].map(([status, of]) => ApiResponse({ status, ...responseOf(of) })));
  };
}
