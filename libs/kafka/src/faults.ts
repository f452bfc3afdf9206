type Broker = Readonly<{ type?: unknown; code?: unknown; cause?: unknown }>;

/** A newer producer under the same name: 47 is what brokers from 4.0 on say, 90 what older ones said (K16). */
const FENCED = new Set<unknown>(['INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED', 47, 90]);

/** Whether an error, or what caused it, says that another producer has taken over. */
export function isFenced(error: unknown): boolean {
  for (let at = error as Broker | undefined, depth = 0; at && depth < 8; at = at.cause as Broker, depth += 1) {
    if (FENCED.has(at.type) || FENCED.has(at.code)) return true;
  }
  return false;
}

/** Another writer of the same name has taken over: do not fight it. */
export class FencedOff extends Error {
  override readonly name = 'FencedOff';

  constructor(transactionalId: string, cause: unknown) {
    super(`Another writer took over as '${transactionalId}'.`, { cause });
  }
}

/** The writer met an error and is of no use any more; whether its last transaction stands, the stored checkpoint says. */
export class WriterBroken extends Error {
  override readonly name = 'WriterBroken';
}

/** One message is larger than its topic takes; no smaller batch would help. */
export class MessageTooLarge extends Error {
  override readonly name = 'MessageTooLarge';
}

/** The offset to go on from is no longer, or not yet, in the topic: what lies between is lost to this reader (K8). */
export class OffsetOutOfReach extends Error {
  override readonly name = 'OffsetOutOfReach';
  /** Tells kafkajs that trying again is useless. */
  readonly retriable = false;
}
