export * from './account';
export * from './account.events';
export * from './need-to-know';
export * from './record-account-change';
