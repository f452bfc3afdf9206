import { logLevel, type logCreator } from 'kafkajs';

type Say = (facts: object, sentence: string) => void;

/** Where the client speaks to; pino's loggers are such. */
export type KafkaLog = Readonly<{ error: Say; warn: Say; info: Say; debug: Say }>;

const LEVELS: Readonly<Partial<Record<logLevel, keyof KafkaLog>>> = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'debug',
  [logLevel.DEBUG]: 'debug',
};

/** In the ordinary course after a start or between two transactions; each is tried again by the client (K17). */
const ORDINARY =
  /coordinator is (not available|loading)|not the correct coordinator|LOAD_IN_PROGRESS|CONCURRENT_TRANSACTIONS|another concurrent operation|group is rebalancing/i;

/** A consumer that begins again by itself gave nothing up. */
const BEGINS_AGAIN = /^Restarting the consumer/;

/**
 * kafkajs logs what it is about to try again as an error. Here an error is what it gave up; what is tried again is a
 * warning from the third try on, and what belongs to the ordinary course only for those who debug.
 */
export const kafkaLog =
  (to: KafkaLog): logCreator =>
  () =>
  ({ namespace, level, log: { message, timestamp: _time, logger: _logger, stack: _stack, ...facts } }) => {
    const tried = facts['retryCount'] as unknown;
    const error = facts['error'] as unknown;
    const told = loudness(LEVELS[level] ?? 'debug', tried, `${message} ${typeof error === 'string' ? error : ''}`);
    to[told]({ kafka: namespace, ...facts }, message);
  };

function loudness(level: keyof KafkaLog, tried: unknown, said: string): keyof KafkaLog {
  if (level === 'debug' || ORDINARY.test(said)) return 'debug';
  if (typeof tried === 'number') return tried < 3 ? 'debug' : 'warn';
  return BEGINS_AGAIN.test(said) ? 'warn' : level;
}
