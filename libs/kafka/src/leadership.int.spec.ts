import { randomUUID } from 'node:crypto';
import { describeWithKafka, startKafka, until } from '@fuyuan/testing';
import { connect } from './kafka-options';
import { Leadership } from './leadership';
import { settleTopics } from './topics';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

describeWithKafka('the lead among several, on a real broker', () => {
  let brokers: string[];
  const standing: Leadership[] = [];

  beforeAll(async () => {
    ({ brokers } = await startKafka());
  }, 60_000);
  afterEach(async () => {
    await Promise.all(standing.splice(0).map((one) => one.stop()));
  });

  /** Member names are by chance: without the rule, a newcomer takes the lead in every second of these. */
  it.each([1, 2, 3, 4])(
    'a newcomer stands by while the elder leads, and takes over when it steps down (%i)',
    async () => {
      const topic = `lead-${randomUUID()}`;
      await settleTopics(
        connect({ brokers, clientId: 'plan', log }),
        [{ topic, partitions: 1, replicas: 1, settings: {} }],
        true,
      );
      const changes: string[] = [];
      const stand = (name: string, standingSince: number) => {
        const changed = (leads: boolean) => void changes.push(`${name} ${leads ? 'leads' : 'stands by'}`);
        const one = new Leadership(connect({ brokers, clientId: name, log }), {
          groupId: topic,
          topic,
          standingSince,
          changed,
        });
        standing.push(one);
        one.start();
        return one;
      };
      const admin = connect({ brokers, clientId: 'watch', log }).admin();
      await admin.connect();
      const members = async () => (await admin.describeGroups([topic])).groups[0];

      const elder = stand('elder', 1);
      await until('the elder leads', () => elder.leads, 20_000);
      const younger = stand('younger', 2);
      const bothStand = async () => (await members())?.members.length === 2 && (await members())?.state === 'Stable';
      await until('both stand', bothStand, 20_000);
      expect(changes).toEqual(['elder leads']);

      await elder.stop();
      await until('the younger leads', () => younger.leads, 15_000);
      expect(changes).toEqual(['elder leads', 'elder stands by', 'younger leads']);
      await admin.disconnect();
    },
    60_000,
  );
});
