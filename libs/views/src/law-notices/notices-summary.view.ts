import { ApiProperty } from '@nestjs/swagger';
import type { CountsByState } from './law-notices.shelf';

const whole = (description: string) => ({ type: 'integer', description }) as const;

/** Addressed units of some notices, by how far they have come with the present edition. */
class CountsView {
  @ApiProperty(whole('待签收 · To sign for'))
  toSignFor!: number;

  @ApiProperty(whole('待签阅 · To read'))
  toRead!: number;

  @ApiProperty(whole('待评估 · To assess'))
  toAssess!: number;

  @ApiProperty(whole('已办理 · Done'))
  done!: number;

  @ApiProperty(whole('已撤回 · Withdrawn'))
  withdrawn!: number;
}

export class NoticesSummaryView {
  @ApiProperty({ type: CountsView, description: '本单位收到的通报（件） · Notices that the own unit received' })
  received!: CountsView;

  @ApiProperty({
    type: CountsView,
    description: '本单位发布的通报，按受文单位计（件次） · Of its own notices, by addressed unit',
  })
  published!: CountsView;
}

export const countsView = (counts: CountsByState): CountsView => {
  const of = (state: string) => counts[state] ?? 0;
  return {
    ...{ toSignFor: of('to-sign-for'), toRead: of('to-read'), toAssess: of('to-assess') },
    ...{ done: of('done'), withdrawn: of('withdrawn') },
  };
};
