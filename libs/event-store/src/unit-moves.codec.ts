import type { Units } from '@fuyuan/domain';
import { codec } from './codec';

export const unitMovesCodec = codec<Units.UnitMovesEvent>({
  UnitMoveDecided: { upcasts: [] },
});
