import { positionOf, positionText } from './position';

describe('a position', () => {
  it('E12: survives as text beyond what a number holds', () => {
    const position = { commit: 18446744073709551615n, prepare: 9007199254740993n };
    expect(positionText(position)).toBe('18446744073709551615/9007199254740993');
    expect(positionOf(positionText(position))).toEqual(position);
  });

  it.each(['', '12', '12/', '-1/2', '1/2/3', 'start'])("is not made of '%s'", (text) => {
    expect(() => positionOf(text)).toThrow(RangeError);
  });
});
