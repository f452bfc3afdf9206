export { startEventStore } from './embedded-event-store';
export * as ReferralFacts from './referral-facts';
export { story } from './story';
