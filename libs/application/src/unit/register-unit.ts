import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitRegister } from './unit-register';

export type UnitRegistration = Omit<Units.UnitRegistration, 'parent'>;

export class RegisterUnit extends Command<Receipt> {
  constructor(
    readonly registration: UnitRegistration,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(RegisterUnit)
export class RegisterUnitHandler implements ICommandHandler<RegisterUnit> {
  constructor(
    private readonly units: UnitRegister,
    private readonly clock: Clock,
  ) {}

  async execute({ registration, cause }: RegisterUnit): Promise<Receipt> {
    const { parentId } = registration.profile;
    const parent = parentId === null ? null : (await this.units.read(parentId)).state;

    return this.units.change(
      registration.unitId,
      (state) => Units.registerUnit(state, { ...registration, parent }, this.clock.now()),
      cause,
    );
  }
}
