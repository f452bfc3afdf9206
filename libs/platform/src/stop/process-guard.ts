import type { Log } from '../logging/log';
import type { Stop } from './graceful-stop';

/** Tells a rejection that is known to do no harm from all others. */
export type Harmless = (reason: unknown) => boolean;

const NOTHING: Harmless = () => false;

/**
 * What nobody caught is logged with its stack and stops the process in good order with exit code 1: its state is no
 * longer known, and a supervisor starts a new one. A rejection that the app knows to be harmless is only told of.
 */
export function guardProcess(log: Log, stop: Stop, isHarmless = NOTHING): void {
  const end = (sentence: string) => (error: unknown) => {
    log.fatal({ err: error instanceof Error ? error : new Error(String(error)) }, sentence);
    log.flush();
    void stop(1, sentence);
  };
  process.on('uncaughtException', end('an exception was not caught'));
  const endRejected = end('a rejection was not handled');
  process.on('unhandledRejection', (reason) => {
    if (isHarmless(reason)) log.warn({ err: reason }, 'a rejection that does no harm was not handled');
    else endRejected(reason);
  });
}
