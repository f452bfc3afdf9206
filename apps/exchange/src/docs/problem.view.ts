import { ApiProperty } from '@nestjs/swagger';

class FieldFault {
  @ApiProperty({ description: '字段 · Field, or header', example: 'norm.promulgatedOn' })
  field!: string;

  @ApiProperty({ description: '未满足的要求，稳定的代码 · The requirement; stable', example: 'calendar-date' })
  rule!: string;

  @ApiProperty({ description: '说明 · In words', example: '须为真实存在的日期，格式为 YYYY-MM-DD。' })
  message!: string;
}

/** A refusal (RFC 9457). */
export class ProblemView {
  @ApiProperty({ description: '稳定的类型 · Stable', example: 'urn:fuyuan:problem:invalid-request' })
  type!: string;

  @ApiProperty({ example: '请求内容不符合要求' })
  title!: string;

  @ApiProperty({ type: 'integer', example: 400 })
  status!: number;

  @ApiProperty({ example: '请按 errors 中逐项列出的要求修改后重新提交。' })
  detail!: string;

  @ApiProperty({ description: '所请求的地址 · What was asked', example: '/v1/law-notices' })
  instance!: string;

  @ApiProperty({ description: '稳定的代码 · Stable; programs decide by it', example: 'invalid-request' })
  code!: string;

  @ApiProperty({
    description: '关联编号，见日志 · Found again in the logs',
    example: '7d0c2f5e-1d4f-4c6a-8a50-2f8e0c7f9b11',
  })
  correlationId!: string;

  @ApiProperty({ type: [FieldFault], required: false, description: '逐个字段 · Each field at fault' })
  errors?: FieldFault[];
}
