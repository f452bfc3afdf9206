import { hashPassword, isPassword, parsePasswordHash } from './password';

describe('a password', () => {
  it('is known again by its hash, which is never the same twice', async () => {
    const [one, two] = await Promise.all([hashPassword('密码 1'), hashPassword('密码 1')]);
    expect(one).not.toBe(two);
    for (const text of [one, two]) {
      const hash = parsePasswordHash(text);
      if (!hash) throw new Error(`Not read: ${text}`);
      expect(await isPassword('密码 1', hash)).toBe(true);
      expect(await isPassword('密码 2', hash)).toBe(false);
      expect(await isPassword('', hash)).toBe(false);
    }
  });

  it('is the same however its letters are composed', async () => {
    const hash = parsePasswordHash(await hashPassword('\u00f6ffice'));
    if (!hash) throw new Error('Not read.');
    expect(await isPassword('o\u0308ffice', hash)).toBe(true);
  });

  const salt = Buffer.alloc(16, 1).toString('base64');
  const key = Buffer.alloc(32, 2).toString('base64');

  it.each([
    ['', 'nothing'],
    ['plain', 'no hash'],
    [`bcrypt$16384$8$1$${salt}$${key}`, 'another kind'],
    [`scrypt$16383$8$1$${salt}$${key}`, 'a cost that is no power of two'],
    [`scrypt$1073741824$8$1$${salt}$${key}`, 'more memory than is sound'],
    [`scrypt$16384$8$1000$${salt}$${key}`, 'more work than is sound'],
    [`scrypt$16384$8$1$AAAA$${key}`, 'a salt that is too short'],
    [`scrypt$16384$8$1$${salt}$AAAA`, 'a key that is too short'],
    [`scrypt$16384$8$1$${salt}$${key}$more`, 'more than there is'],
  ])('%s is not taken: %s', (text) => expect(parsePasswordHash(text)).toBeUndefined());
});
