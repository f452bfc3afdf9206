export * from './change-unit';
export * from './end-unit';
export * from './liaison-officers';
export * from './register-unit';
export * from './retire-unit';
export * from './unit';
export * from './unit-on-a-day';
export * from './unit.events';
