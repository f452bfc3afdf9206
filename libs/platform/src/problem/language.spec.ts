import { languageOf } from './language';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['zh-CN', 'zh'],
    ['en', 'en'],
    ['EN-us', 'en'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['en;q=0.8, zh;q=0.9', 'zh'],
    ['en;q=0.5, zh-Hans-CN;q=0.5', 'en'],
    ['zh;q=0.5, en;q=0.5', 'zh'],
    ['fr, de;q=0.9', 'zh'],
    ['fr, en;q=0.1', 'en'],
    ['*', 'zh'],
    ['*;q=0.5, en', 'en'],
    ['zh;q=0, *', 'en'],
    ['en;q=0', 'zh'],
    ['en;q=7', 'zh'],
    ['en;q=abc, zh;q=0.1', 'zh'],
    ['english', 'zh'],
    [`${'x,'.repeat(10_000)}en`, 'zh'],
  ])('%j → %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
