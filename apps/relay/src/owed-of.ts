import { isAfter, type RecordedFact, type RecordedLog } from '@fuyuan/event-store';
import { initialRouting, inOrder, publishAfter, type Owed, type Published, type Routing } from '@fuyuan/publishing';
import type { Checkpoint } from './checkpoint';
import { Cut } from './cut';
import { TopicDigest } from './digest';

export type Compared = Readonly<{
  log: RecordedLog;
  /** What was published before the topics were read, and when they had been. */
  from: Checkpoint;
  upTo: Checkpoint;
  held: ReadonlyMap<string, TopicDigest>;
  /** The name of a topic in the generation. */
  nameOf: (topic: string) => string;
}>;

export type OwedMessages = Readonly<{ owed: ReadonlyMap<string, TopicDigest>; routing: Routing; facts: number }>;
type Told = Readonly<{ tell: (facts: number) => void; signal: AbortSignal | undefined }>;

/** At the end of the log, without another fact for so long, there is none. */
const IDLE_MS = 1_000;
const TOLD_EVERY = 1_000;

/**
 * What the topics owe by the log: all up to the first cut, and of what came until the second as much of each stream as
 * is held. Errors: of the store; UnreadableEvent, UnknownFact.
 */
export async function owedOf(compared: Compared, { tell, signal }: Told): Promise<OwedMessages> {
  const { log, upTo } = compared;
  const translation = new Translation(compared);
  if (upTo.position === null && upTo.partly === 0) return translation;

  let idle: NodeJS.Timeout | undefined;
  let [done, failed]: [() => void, (error: Error) => void] = [() => undefined, () => undefined];
  const reached = new Promise<void>((resolve, reject) => ([done, failed] = [resolve, reject]));
  const aborted = () => failed(signal?.reason as Error);
  signal?.addEventListener('abort', aborted);
  const following = log.follow({
    handle: async (fact) => {
      idle?.refresh();
      try {
        if (await translation.take(fact)) done();
        if (translation.facts % TOLD_EVERY === 0) tell(translation.facts);
      } catch (error) {
        // A fact that cannot be published will not be by trying again.
        if ((error as Error).name === 'UnknownFact') failed(error as Error);
        throw error;
      } finally {
        idle?.refresh();
      }
    },
    passed: (position) => {
      if (upTo.partly === 0 && upTo.position !== null && !isAfter(upTo.position, position)) done();
    },
    // Where the log ends before the checkpoint, this ends the reading.
    caughtUp: () => (idle = setTimeout(() => (following.busy ? idle?.refresh() : done()), IDLE_MS)),
  });
  following.run().catch(failed);
  await reached.finally(() => {
    clearTimeout(idle);
    signal?.removeEventListener('abort', aborted);
    return following.stop();
  });
  return translation;
}

class Translation implements OwedMessages {
  readonly owed = new Map<string, TopicDigest>();
  routing: Routing = initialRouting;
  facts = 0;
  private readonly publish;
  private readonly first: Cut;
  private readonly second: Cut;

  constructor(private readonly compared: Compared) {
    this.publish = publishAfter(compared.upTo.after, isAfter);
    [this.first, this.second] = [new Cut(compared.from), new Cut(compared.upTo)];
  }

  /** Whether nothing after it counts. All of a fact or nothing: it is handed over again when reading it failed half way. */
  async take(fact: RecordedFact): Promise<boolean> {
    const [must, may] = [this.first.messagesOf(fact.position), this.second.messagesOf(fact.position)];
    if (may === 0) return true;
    const step = this.publish(this.routing, fact);
    const earlier = ({ stream, from, before }: Owed) => this.compared.log.record(stream, from, before);
    const messages: Published[] = [];
    for await (const message of inOrder(step, earlier)) messages.push(message);
    messages.slice(0, may).forEach((message, nth) => this.owe(message, nth < must));
    if (may !== Infinity) return true;
    this.routing = step.routing;
    this.facts += 1;
    return false;
  }

  private owe({ topic: name, key, value }: Published, isOwed: boolean): void {
    const topic = this.compared.nameOf(name);
    let digest = this.owed.get(topic);
    if (!digest) this.owed.set(topic, (digest = new TopicDigest()));
    const held = this.compared.held.get(topic)?.stream(key)?.count ?? 0;
    if (isOwed || (digest.stream(key)?.count ?? 0) < held) digest.add({ key, value });
  }
}
