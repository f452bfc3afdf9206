import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ShowDenials } from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { CalendarDate } from '@fuyuan/platform';
import { Reading } from '../docs/reading';
import { HistoryQuery } from '../history/history.request';
import { historyView, type HistoryView } from '../history/history.view';
import { denialsDocs } from './denial.docs';

class DayPath {
  @CalendarDate({ description: '哪一天（北京时间） · Day in Asia/Shanghai', example: '2026-03-02' })
  day!: string;
}

@ApiTags('审计 Audit')
@Controller('v1/denials')
export class DenialController {
  constructor(private readonly queries: QueryBus) {}

  @Reading(denialsDocs)
  @Permitted('view-denial')
  @Get(':day')
  async show(@Param() { day }: DayPath, @Query() { from, limit }: HistoryQuery): Promise<HistoryView> {
    return historyView(await this.queries.execute(new ShowDenials(day, from, limit)));
  }
}
