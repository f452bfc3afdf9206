import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitRegister } from './unit-register';
import { UnitTurns } from './unit-turns';

export class ReplaceLiaisonOfficer extends Command<Receipt> {
  constructor(
    readonly replacement: Units.OfficerReplacement,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(ReplaceLiaisonOfficer)
export class ReplaceLiaisonOfficerHandler implements ICommandHandler<ReplaceLiaisonOfficer> {
  constructor(
    private readonly units: UnitRegister,
    private readonly turns: UnitTurns,
    private readonly clock: Clock,
  ) {}

  execute({ replacement, cause }: ReplaceLiaisonOfficer): Promise<Receipt> {
    const { unitId } = replacement;
    const decide = (state: Units.Unit) => Units.replaceLiaisonOfficer(state, replacement, this.clock.now());
    return this.turns.take(unitId, () => this.units.change(unitId, decide, cause));
  }
}
