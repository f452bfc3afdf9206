import { Whole } from '@fuyuan/platform';

/** Which part of a record's history. */
export class HistoryQuery {
  @Whole({ min: 0, optional: true, description: '从该版本起 · From this revision on', example: 0 })
  from = 0;

  @Whole({ min: 1, max: 1000, optional: true, description: '最多条数 · At most so many acts', example: 100 })
  limit = 100;
}
