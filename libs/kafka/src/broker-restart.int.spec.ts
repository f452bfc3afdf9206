import { randomUUID } from 'node:crypto';
import { describeWithKafka, startOwnKafka, until } from '@fuyuan/testing';
import { TopicFollower } from './follow-topics';
import { connect } from './kafka-options';
import { settleTopics } from './topics';
import { TransactionalWriter } from './transactional-writer';

const silent = () => undefined;

describeWithKafka('right after the start of a broker that was killed (K17)', () => {
  it('a reader and a writer that were there before go on, and nothing is called an error but what was given up', async () => {
    const broker = await startOwnKafka();
    const name = randomUUID();
    const topic = `facts-${name}`;
    const options = { transactionalId: name, checkpoint: { topic: `checkpoints-${name}`, key: 'k' } };
    const errors: string[] = [];
    const loud = {
      error: (_: object, said: string) => void errors.push(said),
      warn: silent,
      info: silent,
      debug: silent,
    };
    const client = () => connect({ brokers: broker.brokers, clientId: 'restart-spec', log: loud });
    const values: string[] = [];
    let next: string | undefined;
    const follow = () => {
      const follower = new TopicFollower(client(), {
        groupId: `court.${name}`,
        topics: [topic],
        nextOffset: async () => next,
        handle: async ({ messages, nextOffset }) => {
          values.push(...messages.map(({ value }) => value));
          next = nextOffset;
        },
        sessionTimeoutMs: 1_000,
      });
      const ended = follower.run();
      ended.catch(silent);
      return { follower, ended };
    };
    const write = async (value: string, checkpoint: string) => {
      const writer = await TransactionalWriter.open(client(), options);
      await writer.write([{ topic, key: 'k', value }], checkpoint);
      await writer.close();
      return writer.checkpoint;
    };

    try {
      const plans = [topic, options.checkpoint.topic].map((each) => ({
        topic: each,
        partitions: 1,
        replicas: 1,
        settings: {},
      }));
      await settleTopics(client(), plans, true);
      await write('a', '1');
      const first = follow();
      await until('it is read', () => values.length >= 1, 20_000);
      await first.follower.stop();

      await broker.kill();
      await broker.restart();
      // At once: the coordinators of groups and transactions are still reading what they knew.
      const second = follow();
      expect(await write('b', '2')).toBe('1');
      await until('what came after is read', () => values.length >= 2, 30_000);
      await second.follower.stop();
      await expect(second.ended).resolves.toBeUndefined();
      expect(values).toEqual(['a', 'b']);
      expect(errors).toEqual([]);
    } finally {
      await broker.stop();
    }
  }, 120_000);
});
