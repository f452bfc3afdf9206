import type { CreateReq, UpdateReq } from '@eventstore/db-client/generated/persistent_pb';
import { badRequest } from '../server/refusals';

/** How a group shares events among its consumers. */
export type Strategy = 'RoundRobin' | 'DispatchToSingle' | 'Pinned';

/** The first event a new group may get: a revision of its stream or a position of the log, inclusive. */
export type StartFrom = 'start' | 'end' | number;

/** What a group was told when it was made. Kept as JSON; times in milliseconds. */
export interface GroupSettings {
  readonly startFrom: StartFrom;
  readonly resolveLinks: boolean;
  readonly extraStatistics: boolean;
  /** How long a consumer may think about an event before another gets it; 0: for ever. */
  readonly messageTimeout: number;
  readonly maxRetryCount: number;
  readonly checkpointAfter: number;
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  /** 0: any number. */
  readonly maxSubscriberCount: number;
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  readonly historyBufferSize: number;
  readonly strategy: Strategy;
  /** Of a group on the log of all streams. */
  readonly filter?: FilterSettings;
}

/** Which events of the log pass: by prefixes or by a regular expression, on the type or on the stream's name. */
export interface FilterSettings {
  readonly on: 'type' | 'stream';
  readonly prefixes: readonly string[];
  readonly regex: string;
}

type SentSettings = CreateReq.Settings | UpdateReq.Settings;

const STRATEGIES: readonly Strategy[] = ['DispatchToSingle', 'RoundRobin', 'Pinned'];
const MOST_BUFFERED = 100_000;
const TICKS_PER_MILLISECOND = 10_000;

/** @throws ServiceError INVALID_ARGUMENT, naming what is wrong */
export function groupSettings(sent: SentSettings, startFrom: StartFrom): GroupSettings {
  const settings: GroupSettings = {
    startFrom,
    resolveLinks: sent.getResolveLinks(),
    extraStatistics: sent.getExtraStatistics(),
    messageTimeout: sent.hasMessageTimeoutTicks()
      ? Number(sent.getMessageTimeoutTicks()) / TICKS_PER_MILLISECOND
      : sent.getMessageTimeoutMs(),
    maxRetryCount: sent.getMaxRetryCount(),
    checkpointAfter: sent.hasCheckpointAfterTicks()
      ? Number(sent.getCheckpointAfterTicks()) / TICKS_PER_MILLISECOND
      : sent.getCheckpointAfterMs(),
    minCheckpointCount: sent.getMinCheckpointCount(),
    maxCheckpointCount: sent.getMaxCheckpointCount(),
    maxSubscriberCount: sent.getMaxSubscriberCount(),
    liveBufferSize: sent.getLiveBufferSize(),
    readBatchSize: sent.getReadBatchSize(),
    historyBufferSize: sent.getHistoryBufferSize(),
    strategy: strategyOf(sent),
  };
  check(settings);
  return settings;
}

function strategyOf(sent: SentSettings): Strategy {
  const named = 'getConsumerStrategy' in sent ? sent.getConsumerStrategy() : '';
  const strategy = named || STRATEGIES[sent.getNamedConsumerStrategy()];
  const known = STRATEGIES.find((one) => one === strategy);
  if (!known) throw badRequest(`The consumer strategy ${strategy} is not known; ${STRATEGIES.join(', ')} are.`);
  return known;
}

function check(settings: GroupSettings): void {
  const whole: [keyof GroupSettings, number, number][] = [
    ['messageTimeout', 0, Infinity],
    ['checkpointAfter', 0, Infinity],
    ['maxRetryCount', 0, Infinity],
    ['minCheckpointCount', 0, Infinity],
    ['maxCheckpointCount', 0, Infinity],
    ['maxSubscriberCount', 0, Infinity],
    ['liveBufferSize', 0, MOST_BUFFERED],
    ['readBatchSize', 1, MOST_BUFFERED],
    ['historyBufferSize', 1, MOST_BUFFERED],
  ];
  for (const [name, least, most] of whole) {
    const value = Number(settings[name]);
    if (!(value >= least && value <= most)) throw badRequest(`${name} is ${value}: it must be ${least} to ${most}.`);
  }
  if (settings.historyBufferSize < settings.readBatchSize) {
    throw badRequest('historyBufferSize must not be smaller than readBatchSize.');
  }
}
