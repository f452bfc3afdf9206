import { topicOf, type Audience } from '@fuyuan/contracts';
import type { KafkaClient } from '@fuyuan/kafka';
import { Feed, type Following, type Reader } from '@fuyuan/read-model';
import { KafkaFollowing } from './kafka-following';

export type KafkaFeedOptions = Readonly<{
  kafka: KafkaClient;
  audience: Audience;
  /** The name of a topic in the generation that is read. */
  nameOf: (topic: string) => string;
  /** A member that is not heard for so long is taken for dead, in milliseconds. */
  sessionTimeoutMs: number;
  /** Told of what is tried again. */
  failed: (error: unknown) => void;
}>;

/**
 * What is published to one read side, from its topics. The processes of one side are members of one group for each
 * build, so each reads a share of the partitions; where to go on is kept with the rows, and nothing of it in Kafka.
 */
export class KafkaFeed extends Feed {
  constructor(private readonly options: KafkaFeedOptions) {
    super();
  }

  follow(reader: Reader): Following {
    const { kafka, audience, nameOf, sessionTimeoutMs, failed } = this.options;
    const topics = reader.families.map((family) => nameOf(topicOf(audience, family)));
    return new KafkaFollowing({
      kafka,
      groupId: `${audience}.${reader.name}`,
      topics,
      reader,
      sessionTimeoutMs,
      failed,
    });
  }
}
