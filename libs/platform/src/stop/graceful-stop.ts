import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import type { Platform } from '../platform';

export type StopOptions = Readonly<{
  /** Milliseconds in which requests under way are answered, and then again in which the app closes. */
  graceMs: number;
  /** Ends the process; a test may watch instead. */
  exit?: (code: number) => void;
}>;

/** Ends the process in good order, once; later calls wait for the first. */
export type Stop = (code: number, reason: string) => Promise<void>;

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * From the first SIGTERM or SIGINT: not ready any more, no new connections, requests under way answered and their
 * connections closed, then the app closed, then exit 0. A second signal ends the process at once.
 */
export function stopGracefully(app: INestApplication, platform: Platform, options: StopOptions): Stop {
  const { log, readiness } = platform;
  const exit = options.exit ?? ((code) => process.exit(code));
  let stopped: Promise<void> | undefined;

  const stopOnce = async (code: number): Promise<void> => {
    const answered = await drain(app.getHttpServer() as Server, options.graceMs);
    if (!answered) log.warn({ graceMs: options.graceMs }, 'requests were still under way when the time was up');
    const outcome = await settled(app.close(), options.graceMs);
    if (outcome !== 'closed') log.error({ err: outcome }, 'the app did not close in good order');
    log.info({ code }, 'stopped');
    log.flush();
    exit(outcome === 'closed' ? code : code || 1);
  };
  const stop: Stop = (code, reason) => {
    if (!stopped) {
      readiness.stopping = true;
      stopped = stopOnce(code);
      // Said once no new connection is taken, so that whoever reads it can rely on that.
      log.info({ reason }, 'stopping');
    }
    return stopped;
  };

  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => (stopped ? exit(code) : void stop(0, signal)));
  }
  return stop;
}

/** Whether every connection came to its end within the time; those that did not are cut. */
async function drain(server: Server, graceMs: number): Promise<boolean> {
  if (!server.listening) return true;
  const closed = new Promise<boolean>((resolve) => server.close(() => resolve(true)));
  server.closeIdleConnections();

  const answered = await orAfter(graceMs, closed, false);
  if (!answered) server.closeAllConnections();
  return answered;
}

const settled = (closing: Promise<void>, ms: number): Promise<unknown> =>
  orAfter(
    ms,
    closing.then(
      () => 'closed',
      (error: unknown) => error,
    ),
    new Error(`The app took more than ${ms} ms to close.`),
  );

async function orAfter<T>(ms: number, promise: Promise<T>, late: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}
