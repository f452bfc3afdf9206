import { day, object, text, unitId, yesNo } from '../schema';
import { act, kindsOfUnit } from './terms';

/** What a kind asks of its referrals. */
export const kindOfReferral = {
  code: text('类别代码 · Code of the kind'),
  name: text('名称 · Name'),
  restricted: yesNo('限定知悉 · Only the named units may know of it'),
  needsConsent: yesNo('须有当事人同意 · Needs the parties’ consent'),
  senderKinds: kindsOfUnit('可移送的单位类别 · Kinds of unit that may send it'),
  receiverKinds: kindsOfUnit('可承接的单位类别 · Kinds of unit that may receive it'),
};

const ofList = { unitId: unitId('作出决定的单位 · The unit whose act it is'), ...act };

export const referralKindMessages = {
  'cn.fuyuan.referral-kind.added.v1': {
    summary: '移送类别已增列 · A kind of referral was added',
    data: object({ ...ofList, ...kindOfReferral, effectiveOn: day('自该日起（北京时间） · From this day on') }),
  },
  'cn.fuyuan.referral-kind.ended.v1': {
    summary: '移送类别已停用 · A kind of referral was ended',
    data: object({
      ...ofList,
      code: kindOfReferral.code,
      endsOn: day('自该日起不再使用（北京时间） · From this day on none is sent'),
      reason: text('原因 · Why'),
    }),
  },
} as const;
