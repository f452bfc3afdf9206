export * from './denial.events';
export * from './denials';
export * from './lack-of-competence';
