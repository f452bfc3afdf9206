import { hashPassword } from './password';
import { SignIn, TooManySignIns } from './sign-in';

const basic = (text: string) => `Basic ${Buffer.from(text, 'utf8').toString('base64')}`;

describe('signing in', () => {
  let signIn: SignIn;
  beforeAll(async () => {
    signIn = new SignIn([{ name: '审计', passwordHash: await hashPassword('a:b') }]);
  });

  it('with name and password, which may hold a colon', async () => {
    expect(await signIn.user(basic('审计:a:b'))).toBe('审计');
  });

  it.each([
    '',
    'Basic',
    'Basic !!!',
    'Bearer abc',
    basic(''),
    basic('审计'),
    basic(':a:b'),
    basic('审计:'),
    basic('审计:a'),
    basic('审计:A:B'),
    basic('other:a:b'),
  ])('not with %s', async (header) => expect(await signIn.user(header)).toBeUndefined());

  it('costs once for many who ask the same at the same time', async () => {
    const asked = Array.from({ length: 100 }, () => signIn.user(basic('审计:wrong')));
    expect(new Set(await Promise.all(asked))).toEqual(new Set([undefined]));
  });

  it('a flood of guesses is turned away, and whoever is known still comes in', async () => {
    await signIn.user(basic('审计:a:b'));
    const guesses = Array.from({ length: 60 }, (_, n) => signIn.user(basic(`审计:${n}`)));
    expect(await signIn.user(basic('审计:a:b'))).toBe('审计');

    const outcomes = await Promise.allSettled(guesses);
    const turnedAway = outcomes.filter(({ status }) => status === 'rejected');
    expect(turnedAway.length).toBeGreaterThan(0);
    for (const one of turnedAway) expect(one).toMatchObject({ reason: expect.any(TooManySignIns) as unknown });
  });
});
