import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const room = resolve(__dirname, '../../../../dist/libs/platform/src');

/** A real process of its own, on the built room: it answers `/slow` when it reads a line, and can be made to fail. */
const PROGRAM = `
  require('reflect-metadata');
  const { Controller, Get } = require('@nestjs/common');
  const { createApp, createLog, createPlatform, guardProcess, stopGracefully } = require(${JSON.stringify(room)});
  const { createInterface } = require('node:readline');

  const route = (target, name, path) => Get(path)(target.prototype, name, Object.getOwnPropertyDescriptor(target.prototype, name));
  const told = [];
  createInterface({ input: process.stdin }).on('line', (line) => told.shift()?.(line));

  class SlowController {
    async slow() { process.stdout.write('under way\\n'); return { line: await new Promise((resolve) => told.push(resolve)) }; }
    quick() { return { quick: true }; }
    reject() { void Promise.reject(new Error('nobody caught me')); return {}; }
    throws() { setImmediate(() => { throw new Error('nobody caught me'); }); return {}; }
    onModuleDestroy() { process.stdout.write('closing\\n'); if (process.env.HANG) return new Promise(() => undefined); }
  }
  for (const name of ['slow', 'quick', 'reject', 'throws']) route(SlowController, name, name);
  Controller()(SlowController);

  (async () => {
    const platform = createPlatform(createLog());
    const app = await createApp(platform, [{ module: class {}, controllers: [SlowController] }]);
    await app.listen({ port: 0, host: '127.0.0.1' });
    guardProcess(platform.log, stopGracefully(app, platform, { graceMs: Number(process.env.GRACE) }));
    process.stdout.write('listening ' + app.getHttpServer().address().port + '\\n');
  })();
`;

type Running = Readonly<{
  child: ChildProcessWithoutNullStreams;
  port: number;
  lines: string[];
  /** Resolves when a line holds the words. */
  said: (words: string) => Promise<void>;
  ended: Promise<number | null>;
}>;

describe('the end of a process', () => {
  let running: Running;

  afterEach(() => running.child.kill('SIGKILL'));

  async function start(env: Record<string, string> = {}): Promise<Running> {
    const child = spawn(process.execPath, ['-e', PROGRAM], {
      cwd: resolve(__dirname, '../../../..'),
      env: { ...process.env, GRACE: '10000', ...env },
    });
    const lines: string[] = [];
    const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
    const said = async (words: string) => {
      while (!lines.some((line) => line.includes(words))) await once(reader, 'line');
    };
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    await Promise.race([
      said('listening'),
      ended.then((code) => {
        throw new Error(`The process ended with ${code}: ${lines.join('\n')}`);
      }),
    ]);
    const port = Number(lines.find((line) => line.startsWith('listening'))?.split(' ')[1]);
    running = { child, port, lines, said, ended };
    return running;
  }

  const ask = async (path: string, agent?: Agent) => {
    const [answer] = (await once(get({ port: running.port, path, host: '127.0.0.1', agent }), 'response')) as [
      IncomingMessage,
    ];
    return { status: answer.statusCode, connection: answer.headers.connection, body: await text(answer) };
  };

  it('answers what is under way, takes nothing new, closes the app, and exits with 0', async () => {
    const { child, said, ended, lines } = await start();
    const slow = ask('/slow');
    await said('under way');
    child.kill('SIGTERM');
    await said('stopping');
    await expect(ask('/quick')).rejects.toThrow('ECONNREFUSED');
    expect(lines).not.toContain('closing');

    child.stdin.write('the answer\n');
    expect(await slow).toEqual({ status: 200, connection: 'close', body: '{"line":"the answer"}' });
    expect(await ended).toBe(0);
    expect(lines).toContain('closing');
    expect(lines.at(-1)).toContain('"msg":"stopped"');
  });

  it('closes a connection that was kept alive, and tells so on what is still asked over it', async () => {
    const { child, said, ended } = await start();
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    const slow = ask('/slow', kept);
    await said('under way');
    const next = ask('/health/ready', kept);
    child.kill('SIGINT');
    await said('stopping');
    child.stdin.write('x\n');
    expect(await slow).toMatchObject({ status: 200 });
    // Whether the connection was closed before the second request was seen is chance; both are in order.
    const outcome = await next.then(
      ({ status, connection }) => `${status} ${connection}`,
      () => 'refused',
    );
    expect(['503 close', 'refused']).toContain(outcome);
    expect(await ended).toBe(0);
  });

  it('does not wait longer than its grace for a request that does not end', async () => {
    const { child, said, ended, lines } = await start({ GRACE: '200' });
    const slow = ask('/slow');
    await said('under way');
    child.kill('SIGTERM');
    await expect(slow).rejects.toThrow();
    expect(await ended).toBe(0);
    expect(lines.join()).toContain('requests were still under way');
  });

  it('does not wait for ever for an app that does not close, and says so', async () => {
    const { child, ended, lines } = await start({ GRACE: '200', HANG: '1' });
    child.kill('SIGTERM');
    expect(await ended).toBe(1);
    expect(lines.join()).toContain('did not close in good order');
  });

  it('ends at once on a second signal', async () => {
    const { child, said, ended, lines } = await start();
    const slow = ask('/slow');
    await said('under way');
    child.kill('SIGTERM');
    await said('stopping');
    child.kill('SIGTERM');
    await expect(slow).rejects.toThrow();
    expect(await ended).toBe(143);
    expect(lines).not.toContain('closing');
  });

  it.each([
    ['/reject', 'a rejection was not handled'],
    ['/throws', 'an exception was not caught'],
  ])('stops in good order, with 1 and the stack, when nobody caught what %s threw', async (path, sentence) => {
    const { ended, lines } = await start();
    await ask(path).catch(() => undefined);
    expect(await ended).toBe(1);
    const fatal = lines.find((line) => line.includes('"fatal"')) ?? '';
    expect(JSON.parse(fatal)).toMatchObject({ msg: sentence, err: { message: 'nobody caught me' } });
    expect(fatal).toContain('at ');
    expect(lines).toContain('closing');
  });
});
