import { type DynamicModule, Inject, Module, type Type } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import type { Audience } from '@fuyuan/contracts';
import { ProblemCatalogue } from '@fuyuan/platform';
import { feedControllers, feedProblems, feedProviders, type UnitFeeds } from '@fuyuan/feed-desk';
import type { ReadDatabase } from '@fuyuan/read-model';
import {
  webhookControllers,
  webhookProblemOf,
  webhookProblems,
  webhookProviders,
  type Webhooks,
} from '@fuyuan/webhook-desk';
import {
  Freshness,
  ReadingRoom,
  ReadSide,
  UnitsKnown,
  UnitsOfView,
  viewProblemOf,
  viewProblems,
  type View,
} from '@fuyuan/views';
import { projectionControllers, projectionProblems, projectionProviders } from './projections';

/** What a read side is asked of. */
export type Reading = Readonly<{
  database: ReadDatabase;
  /** The same database, where `database` may only be read: what operators ask for is written there. */
  operations?: ReadDatabase;
  /** Units whose office may operate the projections; any unit's where none is named. */
  operators?: readonly string[];
  freshness: Freshness;
  /** What its units are told, for those whose own systems ask. */
  feeds: UnitFeeds;
  /** The same, sent to those systems. */
  webhooks: Webhooks;
  now: () => Date;
}>;

/** What every read side of a process shares. */
@Module({})
class ReadSideProblems {
  constructor(@Inject(ProblemCatalogue) problems: ProblemCatalogue) {
    problems.register(viewProblems).register(projectionProblems).register(feedProblems).register(webhookProblems);
    problems.map(viewProblemOf).map(webhookProblemOf);
  }
}

/**
 * The endpoints of one read side, under the path of its audience: `/court/v1/…`. `module` is the app's own class, by
 * which Nest tells several read sides of one process apart.
 */
export const readSideModules = (
  module: Type,
  audience: Audience,
  {
    database,
    operations = database,
    operators = [],
    freshness,
    feeds,
    webhooks,
    now,
    views,
  }: Reading & Readonly<{ views: readonly View[] }>,
): (DynamicModule | Type)[] => [
  ReadSideProblems,
  {
    module,
    controllers: [
      ...views.flatMap(({ controllers }) => [...controllers]),
      ...projectionControllers,
      ...feedControllers,
      ...webhookControllers,
    ],
    providers: [
      { provide: ReadSide, useValue: { audience, database, now } satisfies ReadSide },
      { provide: Freshness, useValue: freshness },
      { provide: UnitsKnown, useClass: UnitsOfView },
      ReadingRoom,
      ...views.flatMap(({ providers }) => [...providers]),
      ...projectionProviders({
        names: views.map(({ projection }) => projection.name),
        database: operations,
        operators,
      }),
      ...feedProviders(feeds),
      ...webhookProviders(webhooks),
    ],
  },
  RouterModule.register([{ path: audience, module }]),
];
