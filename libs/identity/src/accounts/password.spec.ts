import { hashOf, isHash, isLongEnough, matches, randomPassword } from './password';

describe('a password', () => {
  it('is known again by its hash, however its signs were composed, and nothing else is', async () => {
    const hash = await hashOf('Pässwort der Behörde');
    expect(hash).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await matches('Pässwort der Behörde'.normalize('NFD'), hash)).toBe(true);
    expect(await matches('Passwort der Behörde', hash)).toBe(false);
    expect(await matches('', hash)).toBe(false);
  });

  it('never has the same hash twice', async () => {
    const [one, other] = await Promise.all([hashOf('correct horse battery'), hashOf('correct horse battery')]);
    expect(one).not.toBe(other);
  });

  it.each(['', 'scrypt', 'scrypt$15$8$1$short$short', '$2b$10$abcdefghijklmnopqrstuv', 'plain text'])(
    'does not match what is no hash: %j',
    async (hash) => expect(await matches('plain text', hash)).toBe(false),
  );

  it('is kept by a hash no weaker than ours', () => {
    const weak = `scrypt$14$8$1$${'a'.repeat(22)}$${'a'.repeat(43)}`;
    expect([isHash(weak), isHash(weak.replace('$14$', '$15$')), isHash('')]).toEqual([false, true, false]);
  });

  it.each([
    ['十二个字的密码也是可以用的', true],
    ['eleven sign', false],
    ['𠮷𠮷𠮷𠮷𠮷𠮷', false],
    ['x'.repeat(1_025), false],
  ])('%s is long enough: %s', (password, enough) => expect(isLongEnough(password)).toBe(enough));

  it('made by us is long, and different each time', () => {
    const made = new Set(Array.from({ length: 100 }, randomPassword));
    expect(made.size).toBe(100);
    for (const password of made) expect(password).toMatch(/^[A-HJ-NP-Za-km-z2-9]{20}$/);
  });
});
