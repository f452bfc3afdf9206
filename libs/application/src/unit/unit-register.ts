import type { Unit, UnitEvent } from '@fuyuan/domain';
import { Register } from '../register';

/** Port: the units. Streams `unit-<unitId>`. */
export abstract class UnitRegister extends Register<Unit, UnitEvent> {}
