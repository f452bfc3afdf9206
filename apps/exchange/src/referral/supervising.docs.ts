import type { ActDocs } from '../docs/act';
import { example, ON_A_REFERRAL } from './referral.docs';
import { SuperviseReferralRequest } from './referral.requests';

/** Transfers of suspected crimes are supervised by the procuratorate. */
const SUPERVISION = [{ norm: '行政执法机关移送涉嫌犯罪案件的规定', article: '第十四条第一款' }];

export const superviseDocs: ActDocs = {
  summary: '检察监督 · Supervise',
  description:
    '由移送时载明的检察院提出监督意见，须另载明依据；任何状态均可，不改变移送的状态。· By the procuratorate named at the sending, on a provision of its own; wherever the referral stands, and it moves nothing.',
  body: SuperviseReferralRequest,
  examples: example({ opinion: '请书面说明不予立案的理由', legalBasis: SUPERVISION }),
  rules: [...ON_A_REFERRAL, 'referral.not-supervisor'],
};
