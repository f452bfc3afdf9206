export * from './account';
export * from './account.events';
export * from './record-account-change';
