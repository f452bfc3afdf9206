import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitRegister } from './unit-register';
import { UnitTurns } from './unit-turns';

export class DesignateLiaisonOfficer extends Command<Receipt> {
  constructor(
    readonly designation: Units.OfficerDesignation,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(DesignateLiaisonOfficer)
export class DesignateLiaisonOfficerHandler implements ICommandHandler<DesignateLiaisonOfficer> {
  constructor(
    private readonly units: UnitRegister,
    private readonly turns: UnitTurns,
    private readonly clock: Clock,
  ) {}

  execute({ designation, cause }: DesignateLiaisonOfficer): Promise<Receipt> {
    const { unitId } = designation;
    const decide = (state: Units.Unit) => Units.designateLiaisonOfficer(state, designation, this.clock.now());
    return this.turns.take(unitId, () => this.units.change(unitId, decide, cause));
  }
}
