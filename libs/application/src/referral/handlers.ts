import { AcceptReferralHandler } from './accept-referral';
import { CloseReferralHandler } from './close-referral';
import { ConcludeReferralHandler } from './conclude-referral';
import { ConfirmReferralHandler } from './confirm-referral';
import { CorrectReferralActHandler } from './correct-referral-act';
import { DeliverReferralHandler } from './deliver-referral';
import { ForwardReferralHandler } from './forward-referral';
import { GrantReferralExtensionHandler } from './grant-extension';
import { RecallReferralHandler } from './recall-referral';
import { RefuseReferralExtensionHandler } from './refuse-extension';
import { ReopenReferralHandler } from './reopen-referral';
import { ReportReferralProgressHandler } from './report-progress';
import { RequestReferralExtensionHandler } from './request-extension';
import { ResumeReferralHandler } from './resume-referral';
import { ReturnReferralHandler } from './return-referral';
import { SendBackReferralHandler } from './send-back-referral';
import { SendReferralHandler } from './send-referral';
import { ShowReferralHandler } from './show-referral';
import { ShowReferralActsHandler } from './show-referral-acts';
import { ShowReferralHistoryHandler } from './show-referral-history';
import { SignForReferralHandler } from './sign-for-referral';
import { SuperviseReferralHandler } from './supervise-referral';
import { SuspendReferralHandler } from './suspend-referral';
import { UrgeReferralHandler } from './urge-referral';
import { ReferralsInSight } from './referrals-in-sight';
import { ReferralDesk } from './referral-desk';

export const referralUseCases = [
  ReferralsInSight,
  ReferralDesk,
  RecallReferralHandler,
  DeliverReferralHandler,
  SignForReferralHandler,
  AcceptReferralHandler,
  ReturnReferralHandler,
  ReportReferralProgressHandler,
  RequestReferralExtensionHandler,
  GrantReferralExtensionHandler,
  RefuseReferralExtensionHandler,
  SuspendReferralHandler,
  ResumeReferralHandler,
  UrgeReferralHandler,
  SuperviseReferralHandler,
  ConcludeReferralHandler,
  ConfirmReferralHandler,
  SendBackReferralHandler,
  CloseReferralHandler,
  ReopenReferralHandler,
  SendReferralHandler,
  ForwardReferralHandler,
  CorrectReferralActHandler,
  ShowReferralHandler,
  ShowReferralActsHandler,
  ShowReferralHistoryHandler,
];
