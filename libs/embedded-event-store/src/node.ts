import { gossipService } from './gossip.service';
import { defaults, type NodeOptions } from './options';
import { persistentSubscriptionsService } from './persistent/persistent-subscriptions.service';
import { protection } from './security/protection';
import { featuresService } from './server/features.service';
import { serve, type Address } from './server/server';
import type { Service } from './server/service';
import { EventLog } from './store/event-log';
import { streamsService } from './streams/streams.service';

export interface EventStoreNode {
  readonly address: Address;
  backup(to: string): Promise<void>;
  stop(): Promise<void>;
}

/** One node in this thread: its log, its services, its server. */
export async function startNode(options: NodeOptions): Promise<EventStoreNode> {
  const { data, host = defaults.host, port = defaults.port, maxAppendBytes = defaults.maxAppendBytes } = options;
  const reach = protection({ host, ...options });
  const log = EventLog.open(data, options.maxPages === undefined ? {} : { maxPages: options.maxPages });
  try {
    const services: Service[] = [
      streamsService(log, { maxAppendBytes }),
      persistentSubscriptionsService(log),
      gossipService(),
    ];
    const server = await serve([...services, featuresService(services)], { host, port }, reach);
    return {
      address: server.address,
      backup: (to) => log.backup(to),
      stop: async () => {
        await server.stop();
        await log.close();
      },
    };
  } catch (error) {
    await log.close();
    throw error;
  }
}
