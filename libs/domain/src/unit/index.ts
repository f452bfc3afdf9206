export * from './register-unit';
export * from './retire-unit';
export * from './unit';
export * from './unit.events';
