import { Identifier, Text, Uuid, Whole } from '@fuyuan/platform';

export class ProjectionPath {
  @Identifier({ description: '投影名称 · Name of the projection', example: 'referrals' })
  name!: string;
}

export class RecordPath extends ProjectionPath {
  @Text({ max: 200, description: '记录编号 · Id of the record', example: '018f9d5e-5b5e-7cc3-9a43-3c1f6c3b0f11' })
  recordId!: string;
}

export class OperationPath {
  @Uuid({ description: '操作编号 · Id of the operation' })
  id!: string;
}

const Limit = (): PropertyDecorator =>
  Whole({ min: 1, max: 200, optional: true, description: '每页条数 · How many on a page', example: 50 });

const Build = (optional: boolean): PropertyDecorator =>
  Whole({
    ...{ min: 1, max: 2_147_483_647, optional, example: 2 },
    description: optional
      ? '构建编号，不填为正在使用的 · Number of the build; the live one if left out'
      : '构建编号 · Build',
  });

export class ParkedQuery {
  @Build(true)
  build?: number;

  @Limit()
  limit = 50;

  @Text({ max: 200, optional: true, description: '上一页的 next · `next` of the page before' })
  after?: string;
}

export class OperationsQuery {
  @Identifier({ optional: true, description: '只看该投影 · Of this projection only', example: 'referrals' })
  projection?: string;

  @Limit()
  limit = 50;

  @Text({ max: 100, optional: true, description: '上一页的 next · `next` of the page before' })
  after?: string;
}

export class ReasonRequest {
  @Text({ max: 500, description: '理由，随操作留存 · Why; kept with the operation', example: '例行核验' })
  reason!: string;
}

/** The live build unless told. */
export class AnyBuildRequest extends ReasonRequest {
  @Build(true)
  build?: number;
}

export class ThatBuildRequest extends ReasonRequest {
  @Build(false)
  build!: number;
}
