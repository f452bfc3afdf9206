import { type DynamicModule, Inject, Module, type Type } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import type { Audience } from '@fuyuan/contracts';
import { ProblemCatalogue } from '@fuyuan/platform';
import type { ReadDatabase } from '@fuyuan/read-model';
import { Freshness, ReadingRoom, ReadSide, viewProblemOf, viewProblems, type View } from '@fuyuan/views';

/** What a read side is asked of. */
export type Reading = Readonly<{ database: ReadDatabase; freshness: Freshness; now: () => Date }>;

/** What every read side of a process shares. */
@Module({})
class ReadSideProblems {
  constructor(@Inject(ProblemCatalogue) problems: ProblemCatalogue) {
    problems.register(viewProblems);
    problems.map(viewProblemOf);
  }
}

/**
 * The endpoints of one read side, under the path of its audience: `/court/v1/…`. `module` is the app's own class, by
 * which Nest tells several read sides of one process apart.
 */
export const readSideModules = (
  module: Type,
  audience: Audience,
  { database, freshness, now, views }: Reading & Readonly<{ views: readonly View[] }>,
): (DynamicModule | Type)[] => [
  ReadSideProblems,
  {
    module,
    controllers: views.flatMap(({ controllers }) => [...controllers]),
    providers: [
      { provide: ReadSide, useValue: { audience, database, now } satisfies ReadSide },
      { provide: Freshness, useValue: freshness },
      ReadingRoom,
      ...views.flatMap(({ providers }) => [...providers]),
    ],
  },
  RouterModule.register([{ path: audience, module }]),
];
