import { type KafkaClient, settleTopics } from '@fuyuan/kafka';
import type { RelayConfig } from './relay.config';
import { feedPlan } from './topic-plans';

/**
 * Topics that are known to be there. A unit's feed begins with a recorded act of the office, and with that act its
 * topic is made; every other topic is made by `npm run topics -- --apply`, and never by writing to it.
 */
export class KnownTopics {
  private readonly known = new Set<string>();

  constructor(
    private readonly kafka: KafkaClient,
    private readonly config: Readonly<RelayConfig>,
  ) {}

  async require(topics: readonly string[]): Promise<void> {
    const feeds = topics.filter((topic) => topic.startsWith('unit.') && !this.known.has(topic));
    if (feeds.length === 0) return;
    await settleTopics(
      this.kafka,
      feeds.map((topic) => feedPlan(topic, this.config)),
      true,
    );
    feeds.forEach((topic) => this.known.add(topic));
  }
}
