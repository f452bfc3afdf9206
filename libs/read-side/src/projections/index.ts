import type { Provider, Type } from '@nestjs/common';
import type { ReadDatabase } from '@fuyuan/read-model';
import { OperateController } from './operate.controller';
import { ProjectionOffice, Projections } from './projection-office';
import { ProjectionsController } from './projections.controller';

export { projectionProblems } from './projection-problems';

export const projectionControllers: readonly Type[] = [ProjectionsController, OperateController];

/** `database`: may be written to, unlike that of the read side where it is opened for reading only. */
export const projectionProviders = (names: readonly string[], database: ReadDatabase): Provider[] => [
  { provide: Projections, useValue: { names, database } satisfies Projections },
  ProjectionOffice,
];
