import { ExchangeAway, Refused } from './refused';
import { languageOfTerminal } from './terminal';
import { faultWords, reasonWords } from './words';

describe('the language of a terminal', () => {
  it.each([
    [{}, 'zh'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'C.UTF-8' }, 'zh'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN' }, 'zh'],
    [{ LC_ALL: '', LANG: 'en_US' }, 'en'],
  ])('%j is %s', (env, language) => expect(languageOfTerminal(env)).toBe(language));
});

describe('a fault', () => {
  const sentence = { rule: 'calendar-date', zh: '须为真实存在的日期。', en: 'Must be a day that exists.' };

  it('names line, column and rule', () =>
    expect(faultWords({ line: 949, column: '公布日期', ...sentence })).toEqual({
      zh: '第 949 行 公布日期：须为真实存在的日期。（calendar-date）',
      en: 'line 949 公布日期: Must be a day that exists. (calendar-date)',
    }));
  it('of a whole row names the line', () =>
    expect(faultWords({ line: 2, column: '', ...sentence }).zh).toMatch(/^第 2 行：/));
});

describe('why an import ends', () => {
  it.each([
    [new Refused(409, 'unit.unknown', '没有登记该单位。'), /unit\.unknown.*没有登记该单位/],
    [new ExchangeAway('connect ECONNREFUSED'), /仍未应答.*ECONNREFUSED/],
    [new Error('certificate has expired'), /无法连接.*certificate has expired/],
  ])('%s is said with its cause', (error, words) => expect(reasonWords(error).zh).toMatch(words));
});
