import { Text, Whole } from '@fuyuan/platform';

const After = (): PropertyDecorator =>
  Text({
    ...{ max: 2_000, optional: true },
    description:
      '上一次答复的 next-cursor；不带则从头读取 · The next-cursor of the answer before; left out: from the beginning',
  });

export class StreamQuery {
  @After()
  after?: string;
}

export class FeedQuery {
  @After()
  after?: string;

  @Whole({ min: 1, max: 1_000, optional: true, description: '最多条数 · At most so many', example: 100 })
  limit = 100;

  @Whole({
    ...{ min: 0, max: 30, optional: true, example: 0 },
    description:
      '尚无新消息时最多等待的秒数 · Seconds to wait where nothing has come yet; an answer comes as soon as something has',
  })
  wait = 0;
}

export class FeedsQuery {
  @Whole({ min: 1, max: 200, optional: true, description: '每页条数 · How many on a page', example: 50 })
  limit = 50;

  @Text({ max: 200, optional: true, description: '上一页的 next · `next` of the page before' })
  after?: string;
}
