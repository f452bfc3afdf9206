import type { RecordedLog } from '@fuyuan/event-store';
import { initialRouting, publish } from '@fuyuan/publishing';
import type { RoutingMemory } from './routing-memory';

/**
 * While another relay leads: keeps reading the log, publishing nothing, so that who is told what is known when this one
 * takes over. What cannot be read ends it without a word; to say so is for the one that leads.
 */
export function standBy(log: RecordedLog, memory: RoutingMemory): { stop: () => Promise<void> } {
  let routing = memory.last?.routing ?? initialRouting;
  const following = log.follow({
    after: memory.last?.position,
    handle: (fact) => {
      routing = publish(routing, fact).routing;
      memory.remember(fact.position, routing);
    },
  });
  following.run().catch(() => undefined);
  return { stop: () => following.stop() };
}
