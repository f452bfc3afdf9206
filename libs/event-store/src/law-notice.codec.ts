import type { LawNoticeEvent } from '@fuyuan/domain';
import { codec } from './codec';

export const lawNoticeCodec = codec<LawNoticeEvent>({
  LawNoticePublished: { upcasts: [] },
  LawNoticeCorrected: { upcasts: [] },
  LawNoticeWithdrawn: { upcasts: [] },
  LawNoticeSignedFor: { upcasts: [] },
  LawNoticeRead: { upcasts: [] },
  LawNoticeAssessed: { upcasts: [] },
});
