import { accountUseCases } from './account/handlers';
import { denialUseCases } from './denial/handlers';
import { AssessLawNoticeHandler } from './law-notice/assess-law-notice';
import { CorrectLawNoticeHandler } from './law-notice/correct-law-notice';
import { LawNoticesInSight } from './law-notice/law-notices-in-sight';
import { PublishLawNoticeHandler } from './law-notice/publish-law-notice';
import { ReadLawNoticeHandler } from './law-notice/read-law-notice';
import { ShowLawNoticeHandler } from './law-notice/show-law-notice';
import { ShowLawNoticeHistoryHandler } from './law-notice/show-law-notice-history';
import { SignForLawNoticeHandler } from './law-notice/sign-for-law-notice';
import { WithdrawLawNoticeHandler } from './law-notice/withdraw-law-notice';
import { referralUseCases } from './referral/handlers';
import { referralKindsUseCases } from './referral-kinds/handlers';
import { subscriptionUseCases } from './subscription/handlers';
import { unitChangeUseCases } from './unit/handlers';
import { RegisterUnitHandler } from './unit/register-unit';
import { RetireUnitHandler } from './unit/retire-unit';
import { ShowUnitHandler, ShowUnitHistoryHandler } from './unit/show-unit';
import { UnitStandings } from './unit/unit-standings';
import { UnitTurns } from './unit/unit-turns';

/** What the exchange provides to its command and query buses; the ports it must provide itself. */
export const useCases = [
  UnitStandings,
  UnitTurns,
  LawNoticesInSight,
  RegisterUnitHandler,
  RetireUnitHandler,
  ShowUnitHandler,
  ShowUnitHistoryHandler,
  PublishLawNoticeHandler,
  CorrectLawNoticeHandler,
  WithdrawLawNoticeHandler,
  SignForLawNoticeHandler,
  ReadLawNoticeHandler,
  AssessLawNoticeHandler,
  ShowLawNoticeHandler,
  ShowLawNoticeHistoryHandler,
  ...unitChangeUseCases,
  ...referralKindsUseCases,
  ...referralUseCases,
  ...accountUseCases,
  ...denialUseCases,
  ...subscriptionUseCases,
];
