import { Readable } from 'node:stream';
import { isLoopback } from './loopback';
import { legalBasisOf, urlOption, wholeOption } from './options';
import { passwordFrom } from './password';

const optionOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as { option: string }).option;
  }
  return 'none';
};

describe('the legal basis', () => {
  it.each([
    ['优化营商环境条例', { norm: '优化营商环境条例', article: null }],
    ['优化营商环境条例:第六十三条', { norm: '优化营商环境条例', article: '第六十三条' }],
    ['优化营商环境条例： 第六十三条 ', { norm: '优化营商环境条例', article: '第六十三条' }],
    ['通知:甲:第一条', { norm: '通知:甲', article: '第一条' }],
    ['条例:', { norm: '条例', article: null }],
  ])('%s', (text, basis) => expect(legalBasisOf(text)).toEqual(basis));
});

describe('the other options', () => {
  it('take whole numbers within their limits', () => {
    expect(wholeOption('--concurrency', '16', [1, 256])).toBe(16);
    for (const text of ['0', '257', '1.5', '-1', 'x', '', '1e2']) {
      expect(optionOf(() => wholeOption('--concurrency', text, [1, 256]))).toBe('--concurrency');
    }
  });

  it('take an exchange under a path of a gateway', () =>
    expect(new URL('v1/sign-in', urlOption('https://example.cn/fuyuan')).href).toBe(
      'https://example.cn/fuyuan/v1/sign-in',
    ));

  it.each(['example.cn', 'ftp://example.cn', 'http://office:secret@example.cn', ''])('refuse the address %j', (url) =>
    expect(optionOf(() => urlOption(url))).toBe('--url'),
  );

  it.each([
    ['127.0.0.1', true],
    ['localhost', true],
    ['[::1]', true],
    ['10.0.0.1', false],
    ['127.example.cn', false],
  ])('know whether %s is this machine', (host, is) => expect(isLoopback(host)).toBe(is));
});

describe('the password', () => {
  it('is the first line of standard input', async () => {
    const input = Readable.from(['cor', 'rect horse\r', '\nmore']);
    expect(await passwordFrom(true, { FUYUAN_PASSWORD: 'other' }, input)).toBe('correct horse');
  });
  it('is that of the environment otherwise', async () =>
    expect(await passwordFrom(false, { FUYUAN_PASSWORD: 'other' }, Readable.from([]))).toBe('other'));
  it('is not nothing', async () => {
    await expect(passwordFrom(true, {}, Readable.from(['\n']))).rejects.toMatchObject({ option: '--password-stdin' });
    await expect(passwordFrom(false, {}, Readable.from([]))).rejects.toMatchObject({ option: '--password-stdin' });
  });
});
