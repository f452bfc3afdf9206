import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiOperation, getSchemaPath } from '@nestjs/swagger';
import { identityProblems } from '@fuyuan/identity';
import { ProblemCatalogue, refusalDocs } from '@fuyuan/platform';
import { viewProblems } from './view-problems';

/** What is told of one question to a view. `example` is a whole answer. */
export type QuestionDocs<View> = Readonly<{
  summary: string;
  description: string;
  view: Type<View>;
  example: View;
  refusals?: readonly (keyof typeof viewProblems)[];
}>;

const SHOWN = {
  ...{ unitId: 'panshi-police', seconds: 5, position: '1024', permission: 'view-referral', roles: '经办人 officer' },
  header: 'authorization',
};
const catalogue = new ProblemCatalogue().register(identityProblems).register(viewProblems);
const RefusedWith = refusalDocs(catalogue, { values: SHOWN, instance: '/court/v1/referrals' });

const EVERY_QUESTION = [
  ...['invalid-request', 'malformed-url', 'duplicate-header', 'url-too-long', 'too-many-requests'],
  ...['unauthenticated', ...Object.keys(identityProblems).filter((code) => code.startsWith('token-'))],
  ...['permission-denied', 'not-of-this-side', 'position-malformed', 'view-not-ready', 'view-behind', 'internal-error'],
  'view-out-of-reach',
];

/** Of every list: its cursors. */
export const LIST_REFUSALS = ['cursor-damaged', 'cursor-of-another-query'] as const;

/** Tells of what every question may be refused for, and of what this one may. */
export const Refusable = (...refusals: readonly (keyof typeof viewProblems)[]): MethodDecorator =>
  RefusedWith(...EVERY_QUESTION, ...refusals);

/** Tells of one question to a view: a whole answer, and every refusal, each with its example. */
export const Shown = <View>({ summary, description, view, example, refusals = [] }: QuestionDocs<View>) =>
  applyDecorators(
    ApiOperation({ summary, description }),
    ApiBearerAuth(),
    ApiExtraModels(view),
    ApiOkResponse({
      content: { 'application/json': { schema: { $ref: getSchemaPath(view) }, example } },
    }),
    Refusable(...refusals),
  );
