export * from './subscription';
export * from './subscription.events';
