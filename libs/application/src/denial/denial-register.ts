import type { DenialEvent, Denials } from '@fuyuan/domain';
import { Register } from '../register';

/** Port: the denials of a day in Asia/Shanghai. Streams `denials-<YYYY-MM-DD>`. */
export abstract class DenialRegister extends Register<Denials.DayOfDenials, DenialEvent> {}
