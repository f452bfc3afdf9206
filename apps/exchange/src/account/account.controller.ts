import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ShowAccountHistory } from '@fuyuan/application';
import { Permitted } from '@fuyuan/identity';
import { Identifier } from '@fuyuan/platform';
import type { FastifyRequest } from 'fastify';
import { Reading } from '../docs/reading';
import { HistoryQuery } from '../history/history.request';
import { historyView, type HistoryView } from '../history/history.view';
import { actorOf } from '../request/cause-of';
import { accountHistoryDocs } from './account.docs';

class AccountPath {
  @Identifier({ description: '账号名 · Name of the account', example: 'zhang-wei' })
  name!: string;
}

@ApiTags('账号 Accounts')
@Controller('v1/accounts')
export class AccountController {
  constructor(private readonly queries: QueryBus) {}

  @Reading(accountHistoryDocs)
  @Permitted('view-account')
  @Get(':name/history')
  async history(
    @Param() { name }: AccountPath,
    @Query() { from, limit }: HistoryQuery,
    @Req() request: FastifyRequest,
  ): Promise<HistoryView> {
    return historyView(await this.queries.execute(new ShowAccountHistory(name, actorOf(request), from, limit)));
  }
}
