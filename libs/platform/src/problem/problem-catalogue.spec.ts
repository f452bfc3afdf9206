import { BadGatewayException, ForbiddenException, HttpException, ImATeapotException } from '@nestjs/common';
import { ValidationFailed } from '../validation/fault';
import { platformProblems } from './platform-problems';
import { Problem } from './problem';
import { ProblemCatalogue } from './problem-catalogue';
import { problemOf } from './problem-of';

const STALE = {
  status: 412,
  title: { zh: '版本已变', en: 'Stale' },
  detail: { zh: '现为第 {revision} 版。', en: 'Revision is {revision}.' },
};
const said = { language: 'zh', instance: '/v1/units/a', correlationId: 'c-1' } as const;

class Stale extends Error {
  constructor(readonly revision: number) {
    super('stale');
  }
}

class RuleBroken extends Error {
  override readonly name = 'RuleBroken';

  constructor(readonly rule: string) {
    super('A notice can be withdrawn only once.');
  }
}

describe('the catalogue of problems', () => {
  const catalogue = () => new ProblemCatalogue().register({ stale: STALE });

  it('says a problem in the language asked for, with its values', () => {
    const stale = new Problem('stale', { values: { revision: 7 }, members: { revision: 7 } });
    expect(catalogue().documentOf(stale, said)).toEqual({
      type: 'urn:fuyuan:problem:stale',
      title: '版本已变',
      status: 412,
      detail: '现为第 7 版。',
      instance: '/v1/units/a',
      code: 'stale',
      correlationId: 'c-1',
      revision: 7,
    });
    expect(catalogue().documentOf(stale, { ...said, language: 'en' })).toMatchObject({
      title: 'Stale',
      detail: 'Revision is 7.',
    });
  });

  it('names each field at fault', () => {
    const fault = { field: 'norm.title', rule: 'text.blank', zh: '不能为空白。', en: 'Must not be blank.' };
    const problem = problemOf(new ValidationFailed([fault]), catalogue());
    expect(catalogue().documentOf(problem, said)).toMatchObject({
      status: 400,
      code: 'invalid-request',
      errors: [{ field: 'norm.title', rule: 'text.blank', message: '不能为空白。' }],
    });
  });

  it('cannot have its own members overwritten', () => {
    const sly = new Problem('stale', { members: { status: 200, code: 'fine' }, values: { revision: 1 } });
    expect(catalogue().documentOf(sly, said)).toMatchObject({ status: 412, code: 'stale' });
  });

  it('takes a code once, unless it is the same kind again', () => {
    expect(catalogue().register({ stale: STALE })).toBeInstanceOf(ProblemCatalogue);
    expect(() => catalogue().register({ stale: { ...STALE } })).toThrow("'stale' is already taken");
    expect(() => catalogue().register({ 'Not A Code': STALE })).toThrow('not the form');
  });

  it('does not know a code that nobody registered', () => {
    expect(() => catalogue().documentOf(new Problem('unheard-of'), said)).toThrow("'unheard-of'");
  });

  it('has Chinese and English for every kind of its own', () => {
    for (const { title, detail } of Object.values(platformProblems)) {
      expect(title.zh + detail.zh).toMatch(/\p{Script=Han}/u);
      expect(title.en + detail.en).toMatch(/^[\x20-\x7E]+$/);
    }
  });
});

describe('the problem that an error means', () => {
  const catalogue = new ProblemCatalogue()
    .register({ stale: STALE })
    .registerRules({ 'notice.withdrawn': { zh: '通报已撤回。', en: 'The notice is withdrawn.' } })
    .map((error) =>
      error instanceof Stale ? new Problem('stale', { values: { revision: error.revision } }) : undefined,
    );
  const coded = (code: string, statusCode: number) => Object.assign(new Error('secret words'), { code, statusCode });

  it('is what the app says of its own errors', () => {
    expect(problemOf(new Stale(3), catalogue)).toMatchObject({ code: 'stale', parts: { values: { revision: 3 } } });
  });

  it('is a broken rule, in the words registered for it', () => {
    expect(problemOf(new RuleBroken('notice.withdrawn'), catalogue)).toMatchObject({
      code: 'rule-broken',
      parts: { members: { rule: 'notice.withdrawn' }, detail: { zh: '通报已撤回。' } },
    });
  });

  it('is a broken rule in its own words where none are registered', () => {
    expect(problemOf(new RuleBroken('notice.other'), catalogue)).toMatchObject({
      parts: { detail: { zh: 'A notice can be withdrawn only once.' } },
    });
  });

  it.each([
    [coded('FST_ERR_CTP_BODY_TOO_LARGE', 413), 'body-too-large'],
    [coded('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415), 'unsupported-media-type'],
    [coded('FST_ERR_CTP_INVALID_CONTENT_LENGTH', 400), 'bad-request'],
    [coded('FST_ERR_BAD_URL', 400), 'malformed-url'],
    [new ForbiddenException(), 'forbidden'],
    [new ImATeapotException(), 'internal-error'],
    [new BadGatewayException(), 'internal-error'],
    [new HttpException('x', 503), 'unavailable'],
    [coded('ENOSPC', 500), 'internal-error'],
    [new Error('boom'), 'internal-error'],
    ['a thrown string', 'internal-error'],
    [undefined, 'internal-error'],
    [null, 'internal-error'],
    [{ name: 'RuleBroken', rule: 7 }, 'internal-error'],
  ])('%s → %s', (error, code) => {
    expect(problemOf(error, catalogue).code).toBe(code);
  });
});
