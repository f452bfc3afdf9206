import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Permitted } from '@fuyuan/identity';
import { ProjectionOffice } from './projection-office';
import { OPERATION, PARKED, PROJECTION, Told } from './projection.docs';
import { OperationPath, OperationsQuery, ParkedQuery, ProjectionPath } from './projection.requests';
import {
  buildView,
  operationView,
  OperationsPageView,
  OperationView,
  ParkedPageView,
  parkedView,
  ProjectionsView,
  ProjectionView,
} from './projection.view';

/** How the views are made, for whoever operates them. Nothing here says what is in a record. */
@ApiTags('投影 Projections')
@Controller('v1')
export class ProjectionsController {
  constructor(private readonly office: ProjectionOffice) {}

  @Told({ summary: '全部投影 · All projections', view: ProjectionsView, example: { items: [PROJECTION] } })
  @Permitted('view-projections')
  @Get('projections')
  async list(): Promise<ProjectionsView> {
    const all = await this.office.all();
    return { items: all.map(({ projection: name, builds }) => ({ name, builds: builds.map(buildView) })) };
  }

  @Told(
    {
      summary: '一个投影的各次构建 · The builds of a projection',
      description:
        '落后的秒数和条数是与同一投影读得最多的构建相比；消息源自身积压多少不在其中。· Behind means: behind the furthest build of the same projection; how much still lies in the feed is not in it.',
      ...{ view: ProjectionView, example: PROJECTION },
    },
    'projection-unknown',
  )
  @Permitted('view-projections')
  @Get('projections/:name')
  async show(@Param() { name }: ProjectionPath): Promise<ProjectionView> {
    const { builds } = await this.office.one(name);
    return { name, builds: builds.map(buildView) };
  }

  @Told(
    { summary: '停滞的记录 · Records that are stuck', view: ParkedPageView, example: PARKED },
    ...(['projection-unknown', 'build-unknown'] as const),
  )
  @Permitted('view-projections')
  @Get('projections/:name/parked')
  async parked(@Param() { name }: ProjectionPath, @Query() query: ParkedQuery): Promise<ParkedPageView> {
    const { build } = await this.office.build(name, query.build ?? undefined);
    const rows = await this.office.parked(build, query.limit + 1, query.after ?? undefined);
    const items = rows.slice(0, query.limit).map(parkedView);
    return { build, items, next: rows.length > query.limit ? (items.at(-1)?.recordId ?? null) : null };
  }

  @Told({
    summary: '操作记录 · What operators asked for, the newest first',
    ...{ view: OperationsPageView, example: { items: [OPERATION], next: null } },
  })
  @Permitted('view-projections')
  @Get('operations')
  async operations(@Query() { projection, limit, after }: OperationsQuery): Promise<OperationsPageView> {
    const [at = '', id = ''] = after?.split('/') ?? [];
    const of = { ...(projection ? { projection } : {}), ...(after ? { after: { at, id } } : {}) };
    const rows = await this.office.operations({ limit: limit + 1, ...of });
    const items = rows.slice(0, limit).map(operationView);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? `${last.at}/${last.id}` : null };
  }

  @Told({ summary: '一项操作 · One operation', view: OperationView, example: OPERATION }, 'operation-unknown')
  @Permitted('view-projections')
  @Get('operations/:id')
  async operation(@Param() { id }: OperationPath): Promise<OperationView> {
    return operationView(await this.office.operation(id));
  }
}
