import { connect, readTopic, type KafkaClient, type StoredMessage } from '@fuyuan/kafka';
import { receiptOf, type Act } from '../act-book';
import { OFFICE } from '../town';
import type { Load } from './load';
import { comes, type Town } from './town';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };
const NOTICES = 'court.law-notices.v1';

export type Parked = Readonly<{ recordId: string; fingerprint: string; message: string; attempts: number }>;
export type Build = Readonly<{ build: number; version: number; status: string }>;

/** The court of a town and its view of notices: what it shows, how it is made, and the topic that it is made from. */
export class Court {
  private readonly kafka: KafkaClient;

  constructor(
    private readonly town: Town,
    private readonly load: Load,
  ) {
    this.kafka = connect({ brokers: town.broker.brokers, clientId: 'court-spec', log });
  }

  /** What a clerk of the court is told. */
  ask = (path: string) => this.town.ask('court', 'panshi-court', path);

  /** What an operator is told. */
  async told<T>(path: string): Promise<T> {
    return (await this.town.ask('court', OFFICE, path)).body as T;
  }

  async listed(q: string): Promise<unknown> {
    return (await this.ask(`law-notices?q=${q}`)).body['items'];
  }

  async parked(): Promise<readonly Parked[]> {
    return (await this.told<{ items: Parked[] }>('projections/law-notices/parked')).items;
  }

  /** Waits until so many records are stuck. */
  stuck(count: number): Promise<readonly Parked[]> {
    return comes(`${count} are stuck`, async () => {
      const parked = await this.parked();
      return parked.length === count ? parked : undefined;
    });
  }

  async builds(): Promise<readonly Build[]> {
    return (await this.told<{ builds: Build[] }>('projections/law-notices')).builds;
  }

  /** An act of the town, apart from its load; the id of its record. */
  async act(act: Act): Promise<string> {
    const { book } = this.load.people;
    const entry = book.sent(act);
    book.answered(entry, await this.town.people.perform(act));
    return receiptOf(entry).record.id;
  }

  /** In good order, and up again. */
  async restart(env?: NodeJS.ProcessEnv): Promise<void> {
    const how = await this.town.member('court').end('SIGTERM');
    if (how !== 0) throw new Error(`It ended with ${how}:\n${this.town.member('court').app.output()}`);
    await this.town.run('court', env);
  }

  /** Waits until so many processes share the topics of the live build. */
  async members(count: number): Promise<void> {
    const live = (await this.builds()).find(({ status }) => status === 'live');
    const admin = this.kafka.admin();
    await admin.connect();
    const stand = async () => {
      const [group] = (await admin.describeGroups([`court.law-notices-${live?.build}`])).groups;
      return (group?.state === 'Stable' && group.members.length === count) || undefined;
    };
    await comes(`${count} share the topics`, stand).finally(() => admin.disconnect());
  }

  /** What the topic holds of one notice. */
  async published(noticeId: string): Promise<readonly StoredMessage[]> {
    const found: StoredMessage[] = [];
    await readTopic(
      this.kafka,
      { topic: NOTICES, written: true },
      (message) => message.key === noticeId && found.push(message),
    );
    return found;
  }

  /** To the topic itself, past the relay. */
  async forge(...messages: readonly Pick<StoredMessage, 'key' | 'value'>[]): Promise<void> {
    const producer = this.kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    const sent = messages.map(({ key, value }) => ({ key, value }));
    await producer.send({ topic: NOTICES, messages: sent });
    await producer.disconnect();
  }
}
