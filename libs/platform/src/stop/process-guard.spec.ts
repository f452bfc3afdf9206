import { createLog } from '../logging/log';
import { guardProcess } from './process-guard';

const stops: number[] = [];
let listeners: NodeJS.UnhandledRejectionListener[];
let before: NodeJS.UncaughtExceptionListener[];

beforeAll(() => {
  before = process.listeners('uncaughtException');
  const known = process.listeners('unhandledRejection');
  const stop = (code: number) => void stops.push(code);
  guardProcess(createLog({ level: 'silent' }), stop as never);
  listeners = process.listeners('unhandledRejection').filter((each) => !known.includes(each));
});

afterAll(() => {
  for (const each of listeners) process.off('unhandledRejection', each);
  for (const each of process.listeners('uncaughtException')) {
    if (!before.includes(each)) process.off('uncaughtException', each);
  }
});

describe('a rejection that nobody handled', () => {
  const reject = (reason: unknown) => listeners.forEach((each) => each(reason, Promise.resolve()));

  it('stops the process with code 1', () => {
    reject(new TypeError('stray'));
    expect(stops).toEqual([1]);
  });
});
