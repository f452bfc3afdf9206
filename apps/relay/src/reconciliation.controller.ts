import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { OperatorGuard } from './operator.guard';
import { Reconciliations, type ReconciliationStanding } from './reconciliations';
import { ReconcileRequest } from './relay.requests';

@Controller('v1/relay/reconcile')
@UseGuards(OperatorGuard)
export class ReconciliationController {
  constructor(private readonly reconciliations: Reconciliations) {}

  /** Begins one and returns at once. */
  @Post()
  @HttpCode(202)
  begin(@Body() { generation }: ReconcileRequest): ReconciliationStanding {
    return this.reconciliations.begin(generation ?? undefined);
  }

  /** How far it is; then what it found. */
  @Get()
  show(): ReconciliationStanding {
    return this.reconciliations.standing;
  }
}
