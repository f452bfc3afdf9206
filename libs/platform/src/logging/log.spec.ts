import { createLog } from './log';
import { NestLog } from './nest-log';
import { shortLine } from './short-lines';

function written(options: Parameters<typeof createLog>[0] = {}) {
  const lines: string[] = [];
  const log = createLog({ ...options, to: { write: (line) => void lines.push(line) } });
  return { log, lines, entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('the log', () => {
  it('is one JSON object a line, with the time in UTC', () => {
    const { log, lines, entries } = written({ name: 'exchange' });
    log.info({ unit: 'city-court' }, 'a unit\nwas registered');
    expect(lines).toEqual([expect.stringMatching(/^\{.*\}\n$/)]);
    expect(entries()[0]).toMatchObject({
      level: 'info',
      name: 'exchange',
      unit: 'city-court',
      msg: 'a unit\nwas registered',
    });
    expect(entries()[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('leaves secrets out, wherever they are put', () => {
    const { log, lines } = written();
    log.info(
      { password: 's3cret', body: { token: 's3cret' }, request: { headers: { authorization: 'Bearer s3cret' } } },
      'x',
    );
    log.child({ accessToken: 's3cret' }).warn('y');
    log.info(
      { list: [{ Authorization: 's3cret' }, { 'Set-Cookie': ['s3cret'] }], a: { b: { c: { password: 's3cret' } } } },
      'z',
    );
    log.error({ err: Object.assign(new Error('failed'), { token: 's3cret', request: { cookie: 's3cret' } }) }, 'e');
    expect(lines.join('')).not.toContain('s3cret');
    expect(lines.join('').match(/\[redacted\]/g)).toHaveLength(9);
  });

  it('does not change what it was given', () => {
    const { log } = written();
    const facts = { body: { token: 'kept' } };
    log.info(facts, 'x');
    expect(facts).toEqual({ body: { token: 'kept' } });
  });

  it('is as loud as it was asked to be', () => {
    const { log, entries } = written({ level: 'warn' });
    log.info('not this');
    log.warn('this');
    expect(entries().map(({ msg }) => msg)).toEqual(['this']);
  });

  it('tells an error with its stack and its cause', () => {
    const { log, entries } = written();
    log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed');
    expect(entries()[0]?.err).toMatchObject({
      message: expect.stringContaining('outer') as string,
      stack: expect.stringContaining('inner') as string,
    });
  });

  it('lets Nest speak, its routine for those who debug', () => {
    const { log, entries } = written({ level: 'debug' });
    const nest = new NestLog(log);
    nest.log('Mapped route', 'Router');
    nest.error('Nest can not resolve', 'Error: at …', 'Injector');
    nest.warn(new Error('odd'));
    expect(entries()).toMatchObject([
      { level: 'debug', msg: 'Mapped route', context: 'Router' },
      { level: 'error', msg: 'Nest can not resolve', context: 'Injector', stack: 'Error: at …' },
      { level: 'warn', msg: 'odd', err: { message: 'odd' } },
    ]);
  });
});

describe('a line for a person', () => {
  const plain = (line: string) => shortLine(line).replace(/\x1b\[\d+m/g, '');

  it('is short, and its facts follow the sentence', () => {
    const { log, lines } = written();
    log.info({ method: 'GET', status: 200, route: '/v1/units' }, 'request');
    expect(plain(lines[0] as string)).toMatch(
      /^info  \d\d:\d\d:\d\d\.\d{3} request method=GET status=200 route=\/v1\/units\n$/,
    );
  });

  it('shows a stack beneath', () => {
    const { log, lines } = written();
    log.error({ err: new Error('boom') }, 'failed');
    expect(plain(lines[0] as string)).toMatch(/^error .* failed\n {4}Error: boom\n {8}at /);
  });

  it('does not let what a client sent move the cursor', () => {
    const { log, lines } = written();
    log.info({ account: 'a\u001b[2Jb\nerror forged' }, 'request');
    expect(plain(lines[0] as string)).toMatch(/account=a\\u001b\[2Jb\\u000aerror forged\n$/);
  });

  it('does not let what an error quotes begin a line of its own, or turn one around', () => {
    const { log, lines } = written();
    log.error({ err: new Error('unexpected "\ninfo  12:00:00.000 signed in account=office\u202e"') }, 'failed\u2028');
    const shown = plain(lines[0] as string)
      .trimEnd()
      .split('\n');
    expect(shown[0]).toMatch(/^error .* failed\\u2028$/);
    expect(shown.slice(1).filter((line) => !line.startsWith('    '))).toEqual([]);
    expect(shown.join('')).not.toContain('\u202e');
  });

  it('passes what is not JSON as it is', () => expect(shortLine('plain words\n')).toBe('plain words\n'));
});
