import type { Sheet } from '../export/sheet';
import { KINDS } from '../units/unit-terms';
import type { KindView } from './referral-kinds.view';

const yesNo = (yes: boolean): string => (yes ? '是' : '否');
const unitKinds = (kinds: KindView['senderKinds']): string => kinds?.map((kind) => KINDS[kind]).join('、') ?? '不限';

/** The list of kinds as it is handed out. */
export const kindsSheet: Sheet<KindView> = {
  name: '移送类别目录',
  columns: [
    { heading: '代码', kind: 'text', width: 36, of: ({ code }) => code },
    { heading: '名称', kind: 'text', of: ({ name }) => name },
    { heading: '限定知悉', kind: 'text', width: 10, of: ({ restricted }) => yesNo(restricted) },
    { heading: '须当事人同意', kind: 'text', width: 14, of: ({ needsConsent }) => yesNo(needsConsent) },
    { heading: '可移送的单位类别', kind: 'text', width: 40, of: ({ senderKinds }) => unitKinds(senderKinds) },
    { heading: '可承接的单位类别', kind: 'text', width: 40, of: ({ receiverKinds }) => unitKinds(receiverKinds) },
    { heading: '生效日期', kind: 'day', of: ({ effectiveOn }) => effectiveOn },
    { heading: '终止日期', kind: 'day', of: ({ endsOn }) => endsOn },
  ],
};
