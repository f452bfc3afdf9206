import { problemKind as kind, type ProblemKind } from '@fuyuan/platform';

const AFTER = {
  zh: 'after（或 Last-Event-ID）须为上一次答复给出的游标，原样填写；不带 after 则从头读取。',
  en: 'after (or Last-Event-ID) must be the cursor of the answer before, as it was given; without it the feed is read from its beginning.',
};

/** What whoever reads the feed of a unit may be refused. */
export const feedProblems = {
  'unit-not-subscribed': kind(
    404,
    { zh: '本单位尚未订阅', en: 'The unit does not subscribe' },
    {
      zh: '单位 {unitId} 没有订阅。请联席会议办公室办理：POST /v1/units/{unitId}/subscribe（须载明依据），办理后稍候即可读取。',
      en: 'The unit {unitId} has no subscription. The office subscribes it by POST /v1/units/{unitId}/subscribe, with a legal basis; the feed is there a moment later.',
    },
  ),
  'feed-cursor-damaged': kind(400, { zh: '游标已损坏', en: 'The cursor is damaged' }, AFTER),
  'feed-cursor-of-another': kind(
    400,
    { zh: '游标不属于本单位', en: 'The cursor is not of this unit' },
    {
      zh: '该游标属于另一单位或另一系统的消息。请使用本单位的游标；不带 after 则从头读取。',
      en: 'That cursor is of another unit, or of another side. Use one of your own; without after the feed is read from its beginning.',
    },
  ),
  'feed-made-anew': kind(
    410,
    { zh: '消息序列已重建', en: 'The feed was made anew' },
    {
      zh: '该游标之前的消息在重建后与先前不同。请不带 after 从头读取，并按消息 id 略过已有的；记录并未丢失。',
      en: 'What stood before that cursor is not the same since the feed was made anew. Read from the beginning, without after, and skip by id what you have: nothing is lost.',
    },
  ),
  'feed-being-made': kind(
    503,
    { zh: '消息正在读取', en: 'The feed is being read' },
    {
      zh: '本系统正在读取已发布的消息，尚未读到该处，请稍后以同一游标再试。',
      en: 'This side is still reading what was published, and has not come so far. Ask again shortly with the same cursor.',
    },
  ),
  'too-many-streams': kind(
    429,
    { zh: '打开的流过多', en: 'Too many open streams' },
    {
      zh: '{whose}同时打开的流已达上限 {most} 个。请关闭不用的，或改用 GET feed?wait=30。',
      en: 'There are {most} open streams already ({whose}), which is the most. Close those that are not used, or ask by GET feed?wait=30.',
    },
  ),
} satisfies Record<string, ProblemKind>;
