const { readFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const swc = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));
delete swc.$schema;

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '.',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testEnvironment: 'node',
  testRegex: '\\.spec\\.ts$',
  moduleFileExtensions: ['js', 'mjs', 'json', 'ts'],
  moduleNameMapper: { '^@fuyuan/([\\w-]+)$': '<rootDir>/libs/$1/src' },
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', { ...swc, swcrc: false }] },
  // ES modules only, which jest on Node 20 cannot load as they are.
  transformIgnorePatterns: ['/node_modules/(?!(jose|hucre)/)', '<rootDir>/dist/'],
  globalSetup: '<rootDir>/test/build-once.cjs',
  testSequencer: '<rootDir>/test/longest-first.cjs',
  globalTeardown: '<rootDir>/test/stop-kafka.cjs',
  testTimeout: 30_000,
  // Jest would leave one core to others. Suites that run processes of their own wait for them much of the time.
  maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
};
