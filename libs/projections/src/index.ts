export { lawNoticesProjection, type HandlingState } from './law-notices/law-notices.projection';
export {
  initialKinds,
  referralKindsProjection,
  rowsOfKinds,
  type KindRow,
} from './referral-kinds/referral-kinds.projection';
export { STANDARD_KINDS } from './referral-kinds/standard-kinds';
export { STATES, type State, type Turn } from './referrals/edition';
export type { Act } from './referrals/referral-acts';
export type { ReferralState } from './referrals/referral-state';
export { placeWord, referralsProjection, type ReferralTables } from './referrals/referrals.projection';
export { EVER, NEVER, unitsProjection } from './units/units.projection';
