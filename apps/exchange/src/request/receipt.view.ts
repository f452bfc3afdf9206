import { ApiProperty } from '@nestjs/swagger';

const EVENT_ID = '0f0c1a52-95b4-5a0e-8a8e-3b0c0a1d2e3f';
const STREAM = 'unit-panshi-court';

export class RecordLink {
  @ApiProperty({ description: '记录编号 · Id of the record', example: 'panshi-court' })
  id!: string;

  @ApiProperty({ description: '记录地址 · Where it is read', example: '/v1/units/panshi-court' })
  href!: string;
}

/** What the log says of an act. */
export class ReceiptView {
  @ApiProperty({ description: '已记录 · The act was recorded', enum: [true], example: true })
  recorded!: true;

  @ApiProperty({ description: '事件编号 · Ids of its events', type: [String], example: [EVENT_ID] })
  eventIds!: readonly string[];

  @ApiProperty({ description: '记录所在的流 · The stream of the record', example: STREAM })
  stream!: string;

  @ApiProperty({ description: '记录版本，从 0 起 · Revision of the record, from 0', type: 'integer', example: 0 })
  revision!: number;

  @ApiProperty({ description: '在全部日志中的位置，不透明 · Position in the whole log; opaque', example: '1024' })
  position!: string;

  @ApiProperty({
    description: '记录时间（UTC） · When it was recorded',
    format: 'date-time',
    example: '2026-03-02T01:30:00.123Z',
  })
  recordedAt!: string;

  @ApiProperty({ type: RecordLink })
  record!: RecordLink;
}

/** The record said so already. */
export class NothingNewView {
  @ApiProperty({ description: '记录早已如此，未新增事件 · The record said so already', enum: [false], example: false })
  recorded!: false;

  @ApiProperty({ type: [String], maxItems: 0, example: [] })
  eventIds!: readonly [];

  @ApiProperty({ description: '记录所在的流 · The stream of the record', example: STREAM })
  stream!: string;

  @ApiProperty({ type: RecordLink })
  record!: RecordLink;
}
