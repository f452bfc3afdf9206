import { liesIn } from './region';

describe('a region of GB/T 2260', () => {
  it.each([
    ['220284', '220284'],
    ['220284', '220200'],
    ['220284', '220000'],
    ['220200', '220000'],
  ])('%s lies in %s', (region, wider) => expect(liesIn(region, wider)).toBe(true));

  it.each([
    ['220284', '220283'],
    ['220200', '220284'],
    ['220300', '220200'],
    ['210000', '220000'],
    ['220000', '220200'],
    ['441900', '440100'],
  ])('%s does not lie in %s', (region, wider) => expect(liesIn(region, wider)).toBe(false));
});
