import { ApiProperty } from '@nestjs/swagger';
import type { FeedStanding } from '@fuyuan/unit-feeds';

const orNull = { nullable: true } as const;

/** One feed, as its operator sees it. */
export class FeedView {
  @ApiProperty({ description: '主题名 · Name of its topic' })
  feed!: string;

  @ApiProperty({ description: '单位编号 · Id of the unit' })
  unitId!: string;

  @ApiProperty({ description: '该单位的第几次订阅 · Which subscription of the unit, from 1' })
  subscription!: number;

  @ApiProperty({ enum: ['open', 'ended'], description: 'open 订阅有效；ended 已结束 · runs; has ended' })
  state!: string;

  @ApiProperty({ description: '消息条数 · Messages' })
  messages!: number;

  @ApiProperty({ type: String, format: 'date-time', ...orNull, description: '最新一条的记录时间 · Of the newest' })
  recordedAt!: string | null;

  @ApiProperty({
    ...{ type: Number, ...orNull },
    description: '主题中尚未读的至多条数；不由 Kafka 读取时为 null · At most so many not read yet; null without Kafka',
  })
  behind!: number | null;

  @ApiProperty({ description: '不是消息、未予收录的条数 · Texts that were no messages, and are left out' })
  unreadable!: number;

  @ApiProperty({ type: String, ...orNull, description: '其中最后一条所在 · Where the last of them lies' })
  unreadableAt!: string | null;
}

export class FeedsPageView {
  @ApiProperty({ description: '已读完启动时的全部消息 · All that was there at the beginning is read' })
  isCaughtUp!: boolean;

  @ApiProperty({ description: '本进程打开的流与等待 · Streams and long polls that are open in this process' })
  openStreams!: number;

  @ApiProperty({ type: [FeedView] })
  items!: FeedView[];

  @ApiProperty({ type: String, ...orNull, description: '下一页；null 为末页 · null: nothing follows' })
  next!: string | null;
}

export const feedView = (
  { feed, unitId, subscription, last, isOpen, recordedAt, unreadable, unreadableAt }: FeedStanding,
  behind: number | null,
): FeedView => ({
  ...{ feed, unitId, subscription, state: isOpen ? 'open' : 'ended', messages: last, recordedAt, behind },
  ...{ unreadable, unreadableAt },
});
