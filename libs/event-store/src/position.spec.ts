import { isAfter, positionOf, positionText } from './position';

describe('a position', () => {
  it('E12: survives as text beyond what a number holds', () => {
    const position = { commit: 18446744073709551615n, prepare: 9007199254740993n };
    expect(positionText(position)).toBe('18446744073709551615/9007199254740993');
    expect(positionOf(positionText(position))).toEqual(position);
  });

  it.each(['', '12', '12/', '-1/2', '1/2/3', 'start'])("is not made of '%s'", (text) => {
    expect(() => positionOf(text)).toThrow(RangeError);
  });

  it('lies behind another by the numbers, however they are written', () => {
    const texts = ['0/0', '9/9', '10/0', '10/2', '10/10', '007/1', '99/100', '18446744073709551615/0'];
    for (const one of texts) {
      for (const other of texts) {
        const [a, b] = [positionOf(one), positionOf(other)];
        const expected = a.commit > b.commit || (a.commit === b.commit && a.prepare > b.prepare);
        expect([one, other, isAfter(one, other)]).toEqual([one, other, expected]);
      }
    }
    expect(() => isAfter('10/2', 'start')).toThrow(RangeError);
  });
});
