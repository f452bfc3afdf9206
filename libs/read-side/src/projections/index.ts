import type { Provider, Type } from '@nestjs/common';
import { OperateController } from './operate.controller';
import { ProjectionOffice, Projections } from './projection-office';
import { ProjectionsController } from './projections.controller';

export { projectionProblems } from './projection-problems';

export const projectionControllers: readonly Type[] = [ProjectionsController, OperateController];

/** `database`: may be written to, unlike that of the read side where it is opened for reading only. */
export const projectionProviders = (projections: Projections): Provider[] => [
  { provide: Projections, useValue: projections },
  ProjectionOffice,
];
