import { circularOf, unitsOf } from './circular';

const BASIS = [{ norm: '磐石市府院联席会议工作规则', article: null }];
const optionOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as { option: string }).option;
  }
  return 'none';
};

describe('the units', () => {
  it('are divided by commas, each once', () =>
    expect(unitsOf(' panshi-court,panshi-bureau，,panshi-court')).toEqual(['panshi-court', 'panshi-bureau']));
});

describe('what all notices share', () => {
  it('is taken when the exchange would take it', () =>
    expect(circularOf(['panshi-court'], BASIS)).toEqual({ addressees: ['panshi-court'], legalBasis: BASIS }));

  it.each<[string, string[], typeof BASIS]>([
    ['--to', [], BASIS],
    ['--to', ['Panshi Court'], BASIS],
    ['--to', Array.from({ length: 1001 }, (_, at) => `unit-${at}`), BASIS],
    ['--legal-basis', ['panshi-court'], []],
    ['--legal-basis', ['panshi-court'], [{ norm: '法'.repeat(501), article: null }]],
  ])('is refused by the option: %s', (option, units, basis) =>
    expect(optionOf(() => circularOf(units, basis))).toBe(option),
  );
});
