import type { Log } from '../logging/log';
import type { Stop } from './graceful-stop';

/**
 * What nobody caught is logged with its stack and stops the process in good order with exit code 1: its state is no
 * longer known, and a supervisor starts a new one.
 */
export function guardProcess(log: Log, stop: Stop): void {
  const end = (sentence: string) => (error: unknown) => {
    log.fatal({ err: error instanceof Error ? error : new Error(String(error)) }, sentence);
    log.flush();
    void stop(1, sentence);
  };
  process.on('uncaughtException', end('an exception was not caught'));
  process.on('unhandledRejection', end('a rejection was not handled'));
}
