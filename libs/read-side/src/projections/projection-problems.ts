import { problemKind as kind, type ProblemKind } from '@fuyuan/platform';

/** What an operator of projections may be refused. */
export const projectionProblems = {
  'not-an-operator': kind(
    403,
    { zh: '不是本读侧的运维单位', en: 'Not an operator of this read side' },
    {
      zh: '单位 {unitId} 不在本读侧的运维单位（OPERATOR_UNITS）之列。',
      en: 'The unit {unitId} is not among the operators of this read side (OPERATOR_UNITS).',
    },
  ),
  'projection-unknown': kind(
    404,
    { zh: '没有该投影', en: 'No such projection' },
    {
      zh: '本读侧没有投影 {projection}；GET v1/projections 列出全部。',
      en: 'This read side has no projection {projection}; GET v1/projections lists them.',
    },
  ),
  'build-unknown': kind(
    404,
    { zh: '没有该构建', en: 'No such build' },
    {
      zh: '投影 {projection} 没有构建 {build}，或已删除。',
      en: 'The projection {projection} has no build {build}, or it was dropped.',
    },
  ),
  'build-is-live': kind(
    409,
    { zh: '该构建正在使用', en: 'That build is live' },
    {
      zh: '构建 {build} 正在答复查询，不能删除；请先切换到另一构建。',
      en: 'Build {build} answers what is asked. Switch to another one before you drop it.',
    },
  ),
  'build-not-caught-up': kind(
    409,
    { zh: '该构建尚未读完', en: 'That build has not read everything' },
    {
      zh: '构建 {build} 尚未读完全部消息，读完后方可切换。',
      en: 'Build {build} has not read everything yet; it can be switched to when it has.',
    },
  ),
  'record-not-parked': kind(
    404,
    { zh: '该记录没有停滞', en: 'That record is not stuck' },
    {
      zh: '记录 {recordId} 在构建 {build} 中没有停滞的消息。',
      en: 'Nothing waits for the record {recordId} in build {build}.',
    },
  ),
  'operation-unknown': kind(
    404,
    { zh: '没有该项操作', en: 'No such operation' },
    { zh: '没有编号为 {id} 的操作。', en: 'There is no operation {id}.' },
  ),
  'operation-under-way': kind(
    409,
    { zh: '另一项操作尚未结束', en: 'Another operation has not ended' },
    {
      zh: '投影 {projection} 正在进行 {kind}（{id}）；每个投影同时只进行一项重建、核验或比对。',
      en: '{kind} of {projection} is under way ({id}): one rebuild, verification or comparison at a time.',
    },
  ),
} satisfies Record<string, ProblemKind>;
