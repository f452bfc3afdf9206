import { normColumnsOf } from './norm-columns';

const REQUIRED = ['title', 'level', 'region', 'promulgatedOn', 'effectiveOn', 'history'];
const faultsOf = (cells: string[]) => {
  try {
    normColumnsOf({ line: 3, cells });
  } catch (error) {
    return (error as { faults: { line: number; column: string; rule: string }[] }).faults.map(
      ({ line, column, rule }) => `${line} ${column} ${rule}`,
    );
  }
  return [];
};

describe('the header of a file of norms', () => {
  it('is known by its names, in any order and case', () => {
    const columns = normColumnsOf({ line: 1, cells: ['History', ' title ', ...REQUIRED.slice(1, 5)] });
    expect(columns.at).toEqual({ history: 0, title: 1, level: 2, region: 3, promulgatedOn: 4, effectiveOn: 5 });
    expect(columns.count).toBe(6);
  });

  it('is known by Chinese headings, by which its faults are named afterwards', () => {
    const columns = normColumnsOf({
      line: 1,
      cells: [
        '标题',
        '效力级别',
        '地区',
        '公布日期',
        '施行日期',
        '沿革',
        '文号',
        '制定机关',
        '涉及领域',
        '链接',
        '正文',
        '变动',
      ],
    });
    expect(Object.keys(columns.at)).toHaveLength(12);
    expect(columns.heading('promulgatedOn')).toBe('公布日期');
  });

  it('may leave out what is optional, and nothing else', () => {
    expect(faultsOf(REQUIRED)).toEqual([]);
    expect(faultsOf(['title', 'promulgatedOn'])).toEqual([
      '3 level column.missing',
      '3 region column.missing',
      '3 effectiveOn column.missing',
      '3 history column.missing',
    ]);
  });

  it('holds no column that is not known, not named, or there already', () => {
    expect(faultsOf([...REQUIRED, 'colour', '', '标题', 'constructor'])).toEqual([
      '3 colour column.unknown',
      '3 #8 column.unknown',
      '3 标题 column.twice',
      '3 constructor column.unknown',
    ]);
  });
});
