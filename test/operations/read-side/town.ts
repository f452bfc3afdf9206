import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  runBuilt,
  startBuilt,
  startOwnKafka,
  startPostgres,
  until,
  untilSaid,
  type BuiltApp,
  type OwnKafka,
  type TestPostgres,
} from '@fuyuan/testing';
import { newPerson } from '../../journeys/panshi';
import type { Person } from '../../journeys/person';
import { freePort } from '../running/places';

/** Sides that this town runs, each in a process of its own. */
export const SIDES = ['court', 'government'] as const;
export type Side = (typeof SIDES)[number];

/** The production shape on one machine: event store, exchange, relay, and two read sides on Kafka and PostgreSQL. */
export class Town {
  readonly data = mkdtempSync(join(tmpdir(), 'fuyuan-town-'));
  broker!: OwnKafka;
  postgres!: TestPostgres;
  exchange!: string;
  private readonly apps = new Map<string, BuiltApp>();
  private readonly ports = new Map<string, number>();
  private env: NodeJS.ProcessEnv = {};

  async start(): Promise<void> {
    [this.broker, this.postgres] = await Promise.all([startOwnKafka(), startPostgres()]);
    for (const side of SIDES) {
      await this.postgres.say(`create role ${side} login password '${side}'`);
      await this.postgres.say(`create schema ${side} authorization ${side}`);
    }
    const port = String(await freePort());
    const store = startBuilt('event-store/src/main', { args: ['--data', join(this.data, 'events'), '--port', port] });
    this.apps.set('event-store', store);
    await untilSaid(store, /ready/);
    this.env = {
      EVENTSTORE_CONNECTION_STRING: `esdb://127.0.0.1:${port}?tls=false`,
      KAFKA_BROKERS: this.broker.brokers.join(),
      DATA_DIR: join(this.data, 'accounts'),
      LOG_LEVEL: 'warn',
      // The least that brokers take: who was killed is missed so long.
      GROUP_SESSION_TIMEOUT: '6s',
    };
    const topics = await runBuilt('relay/src/topics.cli', { args: ['--apply'], env: this.env });
    if (topics.code !== 0) throw new Error(topics.output);
    this.exchange = await this.run('exchange');
    await this.run('relay');
    await Promise.all(SIDES.map((side) => this.run(side)));
  }

  urlOf(app: string): string {
    return `http://127.0.0.1:${this.ports.get(app)}`;
  }

  /** Starts it, on the port that it had, and waits until it is ready. */
  async run(app: string): Promise<string> {
    const port = this.ports.get(app) ?? (await freePort());
    this.ports.set(app, port);
    const database = { DATABASE_URL: this.postgres.urlOf(app) };
    const env = { ...this.env, HTTP_PORT: String(port), ...(SIDES.some((side) => side === app) ? database : {}) };
    const running = startBuilt(`${app}/src/main`, { env });
    this.apps.set(app, running);
    let over = false;
    void running.ended.then(() => (over = true));
    const isReady = async () => {
      if (over) throw new Error(`${app} has ended:\n${running.output()}`);
      return fetch(`${this.urlOf(app)}/health/ready`).then(
        ({ status }) => status === 200,
        () => false,
      );
    };
    await until(`${app} is ready`, isReady, 60_000);
    return this.urlOf(app);
  }

  async kill(app: string): Promise<void> {
    await this.apps.get(app)?.stop('SIGKILL');
  }

  said(app: string): string {
    return this.apps.get(app)?.output() ?? '';
  }

  /** Someone with an account; their token is good at every side. */
  person(name: string, unit: string, role = 'officer'): Promise<Person> {
    const data = join(this.data, 'accounts');
    return newPerson({ url: this.exchange, data }, { name, unit, role });
  }

  async stop(): Promise<void> {
    for (const app of ['court', 'government', 'relay', 'exchange', 'event-store']) await this.apps.get(app)?.stop();
    await Promise.all([this.broker.stop(), this.postgres.stop()]);
    rmSync(this.data, { recursive: true, force: true });
  }
}
