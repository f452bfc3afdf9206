import { isAfter, type RecordedLog } from '@fuyuan/event-store';
import { initialRouting, publishAfter, type Beginning } from '@fuyuan/publishing';
import type { RoutingMemories } from './routing-memory';

export type StandingBy = Readonly<{
  log: RecordedLog;
  memories: RoutingMemories;
  /** Where the generation begins. */
  beginning: () => Promise<Beginning>;
}>;

/**
 * While another relay leads: keeps reading the log, publishing nothing, so that who is told what is known when this one
 * takes over. What cannot be read ends it without a word; to say so is for the one that leads.
 */
export function standBy({ log, memories, beginning }: StandingBy): { stop: () => Promise<void> } {
  let stopped = false;
  let following: ReturnType<RecordedLog['follow']> | undefined;
  const begin = (after: Beginning) => {
    if (stopped) return;
    const memory = memories.of(after);
    const publish = publishAfter(after, isAfter);
    let routing = memory.last?.routing ?? initialRouting;
    following = log.follow({
      after: memory.last?.position,
      handle: (fact) => {
        routing = publish(routing, fact).routing;
        memory.remember(fact.position, routing);
      },
    });
    following.run().catch(() => undefined);
  };
  // Where it cannot be asked, nothing is read ahead.
  beginning().then(begin, () => undefined);
  return {
    stop: async () => {
      stopped = true;
      await following?.stop();
    },
  };
}
