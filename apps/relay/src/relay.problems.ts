import { problemKind as kind, type ProblemKind } from '@fuyuan/platform';

export const relayProblems = {
  'operator-only': kind(
    401,
    { zh: '仅限运维人员', en: 'For the operator only' },
    {
      zh: '请以 Authorization: Bearer 给出 RELAY_TOKEN；未设置该变量时，任何人不得操作。',
      en: 'Give RELAY_TOKEN as Authorization: Bearer; where the variable is not set, nobody may.',
    },
  ),
  'relay-stands-by': kind(
    409,
    { zh: '本中继处于待命状态', en: 'This relay stands by' },
    {
      zh: '另一中继正在发布，请向它提出；GET /v1/relay 中 state 不是 standing-by 的即是。',
      en: 'Another relay publishes: ask that one, whose GET /v1/relay tells a state other than standing-by.',
    },
  ),
  'relay-out-of-reach': kind(
    503,
    { zh: 'Kafka 或事件库暂时无法访问', en: 'Kafka or the event store cannot be reached' },
    {
      zh: '未能完成；可原样再提一次，已做的部分会接着做。',
      en: 'It could not be done; ask the same again, and it goes on with what was done.',
    },
  ),
  'generation-is-live': kind(
    409,
    { zh: '该代正是当前发布的一代', en: 'That generation is the live one' },
    {
      zh: '第 {generation} 代即本中继的 RELAY_GENERATION，一直在发布；重新发布须另取一代。',
      en: 'Generation {generation} is the RELAY_GENERATION of this relay; publish anew into another one.',
    },
  ),
  'generation-unknown': kind(
    404,
    { zh: '未在发布该代', en: 'That generation is not published' },
    {
      zh: '本中继没有发布第 {generation} 代；GET /v1/relay 列出在发布的各代。',
      en: 'This relay does not publish generation {generation}; GET /v1/relay tells which it does.',
    },
  ),
  'generation-without-topics': kind(
    409,
    { zh: '该代的主题不齐', en: 'The topics of that generation are not there' },
    {
      zh: '有 {count} 个主题与计划不符，例如 {topic}（{what}）。请先执行 npm run topics -- --generation {generation} --apply。',
      en: '{count} topics are not as planned, {topic} ({what}) for one. First do npm run topics -- --generation {generation} --apply.',
    },
  ),
  'generation-of-another-start': kind(
    409,
    { zh: '该代已从另一位置开始', en: 'That generation began elsewhere' },
    {
      zh: '第 {generation} 代已从位置 {begun} 之后开始发布（- 为从头），不能改为 {asked}；请以原位置继续，或另取一代。',
      en: 'Generation {generation} began after {begun} (-: the beginning), not after {asked}. Go on with the former, or take another generation.',
    },
  ),
  'generation-without-checkpoint': kind(
    409,
    { zh: '该代的主题已有内容', en: 'The topics of that generation hold something' },
    {
      zh: '第 {generation} 代没有检查点，而主题 {topic} 已有内容，来历不明；请另取一代，或先删除该代的主题并重建。',
      en: 'Generation {generation} has no checkpoint, but {topic} holds something, nobody knows from where. Take another generation, or delete its topics and make them anew.',
    },
  ),
  'position-beyond-the-end': kind(
    409,
    { zh: '位置超出日志末尾', en: 'The position is beyond the end of the log' },
    {
      zh: '日志到 {end} 为止，没有位置 {position}。',
      en: 'The log ends at {end}; there is no position {position}.',
    },
  ),
  'reconciliation-running': kind(
    409,
    { zh: '正在核对', en: 'A reconciliation is running' },
    {
      zh: '同时只进行一次核对；GET /v1/relay/reconcile 查看进度。',
      en: 'One runs at a time; GET /v1/relay/reconcile tells how far it is.',
    },
  ),
} as const satisfies Record<string, ProblemKind>;
