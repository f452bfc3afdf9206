import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  getSchemaPath,
} from '@nestjs/swagger';
import { identityProblems } from '@fuyuan/identity';
import { ProblemCatalogue, refusalDocs } from '@fuyuan/platform';
import { projectionProblems } from './projection-problems';
import { OperationView, type BuildView, type ParkedPageView, type ProjectionView } from './projection.view';

type Code = keyof typeof projectionProblems;

const ID = '7d0c2f5e-1d4f-4c6a-8a50-2f8e0c7f9b11';
const catalogue = new ProblemCatalogue().register(identityProblems).register(projectionProblems);
const RefusedWith = refusalDocs(catalogue, {
  values: {
    ...{ projection: 'referrals', build: 2, recordId: ID, id: ID, kind: 'rebuild', header: 'authorization' },
    ...{
      permission: 'operate-projections',
      roles: '办公室 office',
      unitId: 'panshi-justice-bureau',
      seconds: 1,
      most: 65_536,
    },
  },
  instance: '/court/v1/projections/referrals',
});
const EVERY = [
  ...['invalid-request', 'malformed-url', 'duplicate-header', 'url-too-long', 'too-many-requests', 'unauthenticated'],
  ...Object.keys(identityProblems).filter((code) => code.startsWith('token-')),
  ...['permission-denied', 'internal-error'],
];

const BODIES = ['malformed-json', 'repeated-member', 'body-too-complex', 'empty-body', 'body-too-large'].concat(
  'unsupported-media-type',
);

const LIVE: BuildView = {
  ...{ build: 1, version: 1, status: 'live', isCaughtUp: true, begunAt: '2026-03-02T01:00:00.000Z' },
  ...{ recordedAt: '2026-03-05T02:10:00.120Z', messages: 120_400, messagesBehind: 0, secondsBehind: 0 },
  ...{ parked: 1, waiting: 3 },
};
export const PROJECTION: ProjectionView = { name: 'referrals', builds: [LIVE] };
export const PARKED: ParkedPageView = {
  build: 1,
  items: [
    {
      ...{ recordId: ID, since: '2026-03-05T02:10:01.000Z', fingerprint: '6f1ed002ab55' },
      ...{ message: 'Error: Revision 4 was to come, 5 came: something is missing.', revision: 3, attempts: 1 },
      type: 'cn.fuyuan.referral.urged.v1',
    },
  ],
  next: null,
};
export const OPERATION: OperationView = {
  ...{ id: ID, at: '2026-03-05T03:00:00.000Z', account: 'office', reason: '例行核验', kind: 'rebuild' },
  ...{ projection: 'referrals', build: 2, recordId: null, status: 'running', result: null, endedAt: null },
  progress: { phase: 'reading', done: 60_000, of: 120_400 },
};

type Told<View> = Readonly<{ summary: string; description?: string; view: Type<View>; example: View }>;

/** One question of an operator, with a whole answer and every refusal. */
export const Told = <View>({ summary, description = '', view, example }: Told<View>, ...codes: Code[]) =>
  applyDecorators(
    ApiOperation({ summary, description }),
    ApiBearerAuth(),
    ApiExtraModels(view),
    ApiOkResponse({ content: { 'application/json': { schema: { $ref: getSchemaPath(view) }, example } } }),
    RefusedWith(...EVERY, ...codes),
  );

/** One thing that an operator has done: it is recorded at once, and done by a process that makes the views. */
export const ToBeDone = (summary: string, description: string, ...codes: Code[]) =>
  applyDecorators(
    ApiOperation({ summary, description }),
    ApiBearerAuth(),
    ApiExtraModels(OperationView),
    ApiAcceptedResponse({
      description:
        '已记下；GET v1/operations/{id} 查看进度与结果 · Recorded; GET v1/operations/{id} tells what came of it',
      content: {
        'application/json': {
          schema: { $ref: getSchemaPath(OperationView) },
          example: { ...OPERATION, status: 'open', progress: null },
        },
      },
    }),
    RefusedWith(...EVERY, ...BODIES, 'not-an-operator', 'projection-unknown', 'build-unknown', ...codes),
  );
