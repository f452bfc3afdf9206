import pino, { type DestinationStream, type Logger } from 'pino';
import { shortLines } from './short-lines';
import { censors, withoutSecrets } from './without-secrets';

/** A pino logger: `log.info({ facts }, 'sentence')`. */
export type Log = Logger;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type LogOptions = Readonly<{
  /** Default `info`. */
  level?: string;
  /** Names the process in every line. */
  name?: string;
  /** One short line per entry for a person; default when stdout is a terminal. */
  pretty?: boolean;
  /** Where lines go; default stdout. */
  to?: DestinationStream;
}>;

/**
 * JSON lines on stdout, written as fast as it takes them without holding anyone up (`flush` before an end), with ISO times
 * in UTC; short lines when a person is looking. Secrets are left out.
 */
export function createLog({ level = 'info', name, pretty, to }: LogOptions = {}): Log {
  const forPeople = pretty ?? (to === undefined && process.stdout.isTTY === true);
  const destination = to ?? pino.destination({ fd: 1, sync: false });

  return pino(
    {
      level,
      base: name ? { name, pid: process.pid } : { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: withoutSecrets,
      },
      serializers: { ...censors, err: (error: Error) => withoutSecrets(pino.stdSerializers.err(error)) },
    },
    forPeople ? shortLines(destination) : destination,
  );
}
