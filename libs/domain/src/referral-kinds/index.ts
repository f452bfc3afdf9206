export * from './extend-kinds';
export * from './referral-kinds';
export * from './referral-kinds.events';
export * from './standard-kinds';
