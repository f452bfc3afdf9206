import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitRegister } from './unit-register';

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
    private readonly clock: Clock,
  ) {}

  execute({ designation, cause }: DesignateLiaisonOfficer): Promise<Receipt> {
    return this.units.change(
      designation.unitId,
      (state) => Units.designateLiaisonOfficer(state, designation, this.clock.now()),
      cause,
    );
  }
}
