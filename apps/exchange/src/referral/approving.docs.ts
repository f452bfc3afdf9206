import type { ActDocs } from '../docs/act';
import { example, ON_A_REFERRAL, refusedIn, RULES } from './referral.docs';
import { FoundedActRequest, GrantExtensionRequest } from './referral.requests';

export const grantExtensionDocs: ActDocs = {
  summary: '批准延期 · Grant more time',
  description: '由移送时指定的审批单位批准，须载明依据。· By the approver named at the sending, on a provision.',
  body: GrantExtensionRequest,
  examples: example({ legalBasis: RULES }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-approver',
    'referral.no-extension-asked',
    'referral.granted-beyond-asked',
    'referral.extension-not-ahead',
    'referral.extension-not-longer',
    ...refusedIn('sent', 'delivered', 'signed-for', 'returned', 'concluded', 'confirmed', 'closed', 'recalled'),
  ],
};

export const refuseExtensionDocs: ActDocs = {
  summary: '不予延期 · Refuse more time',
  description: '由移送时指定的审批单位决定。· By the approver named at the sending.',
  body: FoundedActRequest,
  examples: example({ reason: '理由不足', legalBasis: RULES }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-approver',
    'referral.no-extension-asked',
    ...refusedIn('sent', 'delivered', 'signed-for', 'returned', 'concluded', 'confirmed', 'closed', 'recalled'),
  ],
};
