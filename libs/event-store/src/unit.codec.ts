import type { UnitEvent } from '@fuyuan/domain';
import { codec } from './codec';

export const unitCodec = codec<UnitEvent>({
  UnitRegistered: { upcasts: [] },
  UnitRetired: { upcasts: [] },
  UnitRenamed: { upcasts: [] },
  UnitMoved: { upcasts: [] },
  UnitMerged: { upcasts: [] },
  UnitSplit: { upcasts: [] },
  UnitNamedHeir: { upcasts: [] },
  LiaisonOfficerDesignated: { upcasts: [] },
  LiaisonOfficerReplaced: { upcasts: [] },
});
