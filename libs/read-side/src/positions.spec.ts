import { isAtOrAfter } from './positions';

describe('positions of the log', () => {
  it.each([
    ['1024/1024', '1024/1024', true],
    ['1024/1024', '1023/1023', true],
    ['1023/1023', '1024/1024', false],
    ['99/99', '100/100', false],
    ['1024/1024', '1024', true],
    ['1023', '1024/1024', false],
    ['18446744073709551615/5', '18446744073709551615/6', false],
  ])('%s is at %s or behind it: %s', (one, other, is) => expect(isAtOrAfter(one, other)).toBe(is));
});
