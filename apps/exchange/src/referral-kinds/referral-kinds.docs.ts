import type { ActDocs } from '../docs/act';
import type { ReadingDocs } from '../docs/reading';
import { HistoryView } from '../history/history.view';
import { example, RULES } from '../referral/referral.docs';
import { AddReferralKindRequest, EndReferralKindRequest } from './referral-kinds.requests';
import { ReferralKindsView } from './referral-kinds.view';

const UNIT_ACTS = ['unit.unknown', 'unit.not-yet-effective', 'unit.retired'];

export const addDocs: ActDocs = {
  summary: '增加移送类别 · Add a kind of referral',
  description:
    '由办公室增加，自生效日期起可用；已终止的代码可另义再用。可限定移送和承接的单位类别。· By the office, from a day on; it may say which kinds of unit send and receive.',
  body: AddReferralKindRequest,
  examples: example({
    name: '土地纠纷移送',
    senderKinds: ['town', 'bureau'],
    receiverKinds: ['government', 'bureau', 'mediation-body'],
    effectiveOn: '2026-04-01',
    legalBasis: RULES,
  }),
  rules: [...UNIT_ACTS, 'referral-kind.code-malformed', 'referral-kind.for-no-unit', 'referral-kind.overlaps'],
};

export const endDocs: ActDocs = {
  summary: '终止移送类别 · End a kind of referral',
  description: '自该日起不再移送此类；已移送的继续办理。· None is sent from then on; what was sent goes its way.',
  body: EndReferralKindRequest,
  examples: example({ endsOn: '2027-01-01', reason: '并入其他类别', legalBasis: RULES }),
  rules: [...UNIT_ACTS, 'referral-kind.unknown', 'referral-kind.already-ended', 'referral-kind.ended-before-effective'],
};

export const showDocs: ReadingDocs = {
  summary: '移送类别目录 · The kinds of referrals',
  description: '某一天可用的移送类别。· Those of which a referral may be sent on a day.',
  view: ReferralKindsView,
};

export const historyDocs: ReadingDocs = {
  summary: '移送类别目录的全部历史 · History of the list of kinds',
  description:
    '依次列出办公室增加和终止类别的每一行为；原有类别无此记录。· Every adding and ending by the office, in order.',
  view: HistoryView,
};
