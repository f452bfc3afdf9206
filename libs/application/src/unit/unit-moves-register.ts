import type { Units } from '@fuyuan/domain';
import { Register } from '../register';

/** Port: the one record on which every move is decided before it is recorded on its unit. Stream `unitMoves-all`. */
export abstract class UnitMovesRegister extends Register<Units.UnitMoves, Units.UnitMovesEvent> {}
