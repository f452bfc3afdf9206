import { createLog } from '../logging/log';
import { Readiness } from './readiness';

function watched() {
  const lines: string[] = [];
  const readiness = new Readiness(createLog({ to: { write: (line) => void lines.push(line) } }));
  return { readiness, told: () => lines.map((line) => (JSON.parse(line) as { msg: string }).msg) };
}

describe('readiness', () => {
  it('is there when every check is well', async () => {
    const { readiness } = watched();
    readiness.register('event-store', async () => 'fine');
    expect(await readiness.report()).toEqual({
      ready: true,
      stopping: false,
      checks: { 'event-store': { outcome: 'ok', ms: expect.any(Number) as number } },
    });
  });

  it('names the check that fails, and says nothing of why to the outside', async () => {
    const { readiness } = watched();
    readiness.register('event-store', async () => {
      throw new Error('connect ECONNREFUSED 10.1.2.3:2113');
    });
    readiness.register('disk', async () => undefined);
    const report = await readiness.report();
    expect(report).toMatchObject({
      ready: false,
      checks: { 'event-store': { outcome: 'failed' }, disk: { outcome: 'ok' } },
    });
    expect(JSON.stringify(report)).not.toContain('10.1.2.3');
  });

  it('takes a check that throws at once for one that fails', async () => {
    const { readiness } = watched();
    readiness.register('odd', () => {
      throw new Error('not even a promise');
    });
    expect(await readiness.report()).toMatchObject({ ready: false, checks: { odd: { outcome: 'failed' } } });
  });

  it('does not wait for a check that never answers', async () => {
    jest.useFakeTimers();
    const { readiness } = watched();
    readiness.register('silent', () => new Promise(() => undefined));
    const report = readiness.report();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await report).toMatchObject({ ready: false, checks: { silent: { outcome: 'timeout' } } });
    jest.useRealTimers();
  });

  it('tells the log of a change, once', async () => {
    const { readiness, told } = watched();
    let well = true;
    readiness.register('event-store', async () => {
      if (!well) throw new Error('away');
    });
    for (well of [true, false, false, true, true]) await readiness.report();
    expect(told()).toEqual(['a readiness check fails', 'a readiness check is well again']);
  });

  it('ends with the first sign of stopping', async () => {
    const { readiness } = watched();
    readiness.stopping = true;
    expect(await readiness.report()).toMatchObject({ ready: false, stopping: true });
  });

  it('knows each check by one name', () => {
    const { readiness } = watched();
    readiness.register('disk', async () => undefined);
    expect(() => readiness.register('disk', async () => undefined)).toThrow('twice');
  });
});
