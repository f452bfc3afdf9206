import type { DenialEvent } from '@fuyuan/domain';
import { codec } from './codec';

export const denialCodec = codec<DenialEvent>({
  AccessDenied: { upcasts: [] },
});
