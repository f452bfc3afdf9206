import { normColumnsOf } from './norm-columns';
import { normRow } from './norm-row';

type Cells = Record<string, string>;

const SOUND: Cells = {
  title: '优化营商环境条例',
  level: '行政法规',
  region: '',
  promulgatedOn: '2019-10-22',
  effectiveOn: '2020-01-01',
  history: '2019年10月8日 国务院第66次常务会议通过；2019年10月22日 中华人民共和国国务院令第722号公布',
};
const rowOf = (change: Cells = {}) => {
  const cells = { ...SOUND, ...change };
  return normRow({ line: 7, cells: Object.values(cells) }, normColumnsOf({ line: 1, cells: Object.keys(cells) }));
};
const faultsOf = (change: Cells) => rowOf(change).faults?.map(({ line, column, rule }) => `${line} ${column} ${rule}`);

describe('a row of the file', () => {
  it('becomes the norm of a request', () => {
    expect(rowOf().norm).toEqual({
      title: '优化营商环境条例',
      documentNumber: null,
      issuingAuthority: null,
      level: 'administrative-regulation',
      regionCode: null,
      change: 'promulgated',
      promulgatedOn: '2019-10-22',
      effectiveOn: '2020-01-01',
      amends: [],
      repeals: [],
      fieldsOfWork: [],
      link: null,
      text: null,
      history: SOUND.history,
    });
  });

  it.each([
    ['法律', 'law'],
    ['司法解释', 'judicial-interpretation'],
    ['部门规章', 'departmental-rule'],
    ['地方性法规', 'local-regulation'],
    ['地方政府规章', 'local-government-rule'],
    ['规范性文件', 'normative-document'],
  ])('says the level %s as %s', (level, code) => expect(rowOf({ level }).norm).toMatchObject({ level: code }));

  it('says a province by its code', () => {
    expect(rowOf({ region: '山东' }).norm).toMatchObject({ regionCode: '370000' });
    expect(rowOf({ region: '吉林省' }).norm).toMatchObject({ regionCode: '220000' });
    expect(rowOf({ region: '220284' }).norm).toMatchObject({ regionCode: '220284' });
  });

  it('takes the further columns', () => {
    const further = { documentNumber: '国务院令第722号', fieldsOfWork: '行政执法； 营商环境;', text: '第一条\n第二条' };
    expect(rowOf(further).norm).toMatchObject({ ...further, fieldsOfWork: ['行政执法', '营商环境'] });
  });

  it('understands a date as a spreadsheet or a person writes it', () => {
    expect(rowOf({ promulgatedOn: '2019/1/2' }).norm).toMatchObject({ promulgatedOn: '2019-01-02' });
    expect(rowOf({ promulgatedOn: '2019年1月2日' }).norm).toMatchObject({ promulgatedOn: '2019-01-02' });
  });

  it('says what the history says was done, unless the file says it itself', () => {
    const history = '1993年公布；2019年10月22日 《关于修改的决定》修正';
    expect(rowOf({ history, effectiveOn: '1993-05-01' }).norm).toMatchObject({ change: 'amended' });
    expect(rowOf({ history, change: '修订' }).norm).toMatchObject({ change: 'revised' });
  });

  it.each<[string, Cells]>([
    ['title required', { title: ' ' }],
    ['title text.too-long', { title: '法'.repeat(501) }],
    ['title text.control-character', { title: '优化\u0007条例' }],
    ['title text.unreadable', { title: '优化\uFFFD条例' }],
    ['level one-of', { level: '行政法律' }],
    ['level one-of', { level: 'constructor' }],
    ['region region-code', { region: '青岛' }],
    ['region region-code', { region: '990000' }],
    ['promulgatedOn required', { promulgatedOn: '' }],
    ['promulgatedOn calendar-date', { promulgatedOn: '2019-02-29' }],
    ['promulgatedOn calendar-date', { promulgatedOn: '2019/13/1' }],
    ['effectiveOn calendar-date', { effectiveOn: '不详' }],
    ['effectiveOn norm.effective-before-promulgated', { effectiveOn: '2019-10-21' }],
    ['change one-of', { change: '颁布' }],
    ['link link', { link: 'javascript:alert(1)' }],
    ['fieldsOfWork text.too-long', { fieldsOfWork: `执法；${'长'.repeat(101)}` }],
  ])('is refused for its %s', (fault, change) => expect(faultsOf(change)).toEqual([`7 ${fault}`]));

  it('tells of every wrong cell at once, by the heading of the file', () => {
    const header = ['标题', '效力级别', '地区', '公布日期', '施行日期', '沿革'];
    const row = { line: 9, cells: ['', '诏令', '', '', '', ''] };
    const { faults } = normRow(row, normColumnsOf({ line: 1, cells: header }));
    expect(faults?.map(({ column, rule }) => `${column} ${rule}`)).toEqual([
      '标题 required',
      '效力级别 one-of',
      '公布日期 required',
    ]);
  });

  it('tells the terms of the file, not the codes of the interface', () => {
    const [fault] = rowOf({ level: '诏令' }).faults ?? [];
    expect(fault?.zh).toContain('行政法规、司法解释');
    expect(fault?.en).not.toContain('judicial-interpretation');
  });

  it('is refused in both languages with what the rule is about', () => {
    const [fault] = rowOf({ effectiveOn: '2019-10-21' }).faults ?? [];
    expect(fault?.zh).toMatch(/优化营商环境条例.*2019-10-21.*2019-10-22/);
    expect(fault?.en).toMatch(/2019-10-21.*2019-10-22/);
  });

  it('is refused when a cell is missing or too many', () => {
    const columns = normColumnsOf({ line: 1, cells: Object.keys(SOUND) });
    const short = normRow({ line: 4, cells: Object.values(SOUND).slice(1) }, columns);
    expect(short.faults).toEqual([expect.objectContaining({ line: 4, rule: 'csv.column-count' })]);
  });
});
