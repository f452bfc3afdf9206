import { registerAccounts } from './accounts';
import { end, startApp, untilReady, type AppProcess } from './running/app-process';
import { hangUp, request } from './running/http-call';
import { freePort, temporaryDirectory } from './running/places';
import { GaveUp, until } from './running/until';

/** One process owns a data directory. Whoever comes second is told so, and does no harm. */
describe('two processes on one data directory', () => {
  const place = temporaryDirectory();
  const started: AppProcess[] = [];
  const start = async () => {
    const port = await freePort();
    const app = startApp('standalone', ['--data', place.path, '--port', String(port)]);
    started.push(app);
    return { app, origin: `http://127.0.0.1:${port}` };
  };

  beforeAll(() => registerAccounts(place.path));
  afterAll(async () => {
    await Promise.all(started.map((app) => end(app)));
    hangUp();
    place.remove();
  });

  it('the second is refused with one clear line, and the first goes on', async () => {
    const first = await start();
    await untilReady(first.app, first.origin);
    const late = await start();

    expect((await late.app.exited).code).toBeGreaterThan(0);
    expectRefusal(late.app, place.path);
    expect((await request(first.origin, { method: 'GET', path: '/health/ready' })).status).toBe(200);
    expect(await end(first.app)).toEqual({ code: 0, signal: null });
  });

  it('of several that start in the same moment one serves and the others are refused', async () => {
    const rivals = await Promise.all([start(), start(), start()]);
    const owner = await until('one of them to serve', async () => {
      if (rivals.every(({ app }) => app.isGone())) throw new GaveUp('none of them serves');
      const answers = await Promise.allSettled(
        rivals.map(({ origin }) => request(origin, { method: 'GET', path: '/health/ready' })),
      );
      return rivals.find((_, index) => {
        const answer = answers[index];
        return answer?.status === 'fulfilled' && answer.value.status === 200;
      });
    });
    const others = rivals.filter((rival) => rival !== owner);

    for (const { app } of others) {
      expect((await app.exited).code).toBeGreaterThan(0);
      expectRefusal(app, place.path);
    }
    expect(owner.app.isGone()).toBe(false);
    expect(await end(owner.app)).toEqual({ code: 0, signal: null });
  });
});

function expectRefusal(app: AppProcess, data: string): void {
  expect(app.output()).toContain(data);
  expect(app.output()).not.toMatch(/^\s+at /m);
}
