import type { LawNotice, LawNoticeEvent } from '@fuyuan/domain';
import { Register } from '../register';

/** Port: the law notices. Streams `lawNotice-<noticeId>`. */
export abstract class LawNoticeRegister extends Register<LawNotice, LawNoticeEvent> {}
