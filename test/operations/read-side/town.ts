import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runBuilt, startOwnKafka, startPostgres, type OwnKafka, type TestPostgres } from '@fuyuan/testing';
import { registerAccounts } from '../accounts';
import { hangUp, request } from '../running/http-call';
import { freePort, temporaryDirectory } from '../running/places';
import { until } from '../running/until';
import { enter, OFFICE, type Town as People } from '../town';
import { Member } from './member';

/** Read sides that this town has as a rule. */
export const SIDES = ['court', 'government'] as const;
export type Side = (typeof SIDES)[number];
/** Those that may be started: each has a schema and a role. */
const ALL_SIDES = [...SIDES, 'procuratorate'] as const;

/** Their processes: two of the court share its database and its topics. */
export const READERS = ['court', 'court-2', 'government'] as const;

type Reader = (typeof READERS)[number] | 'procuratorate';
type Name = 'event-store' | 'exchange' | 'relay' | Reader;
const sideOf = (name: Name): string => name.replace(/-2$/, '');

/** The least that the broker of the tests takes: who was killed is missed so long. */
const SESSION = '1s';

/**
 * The production shape on one machine: event store, exchange, relay, and read sides on Kafka and PostgreSQL. As on
 * machines of their own, each has a data directory of its own, and knows of the exchange only where its public keys are.
 */
export class Town {
  readonly place = temporaryDirectory();
  broker!: OwnKafka;
  postgres!: TestPostgres;
  people!: People;
  /** What every process of it is told. */
  env: NodeJS.ProcessEnv = {};
  private readonly members = new Map<Name, Member>();

  /** Everything but the read sides. */
  async start(): Promise<void> {
    const data = join(this.place.path, 'accounts');
    const [broker, postgres, password, port] = await Promise.all([
      ...[startOwnKafka(), startPostgres(), registerAccounts(data), freePort()],
    ] as const);
    [this.broker, this.postgres] = [broker, postgres];
    this.env = {
      EVENTSTORE_CONNECTION_STRING: `esdb://127.0.0.1:${port}?tls=false`,
      KAFKA_BROKERS: broker.brokers.join(),
      DATA_DIR: data,
      LOG_LEVEL: 'warn',
      GROUP_SESSION_TIMEOUT: SESSION,
      RELAY_SESSION_TIMEOUT: SESSION,
    };
    await this.prepareDatabases();
    const args = ['--data', join(this.place.path, 'events'), '--port', String(port)];
    this.members.set('event-store', new Member('event-store', port, { args }));
    await this.member('event-store').says(/ready/);
    const exchange = await this.run('exchange');
    this.env['TOKEN_KEYS_URL'] = `${exchange.url}/.well-known/jwks.json`;
    const topics = await runBuilt('relay/src/topics.cli', { args: ['--apply'], env: this.env });
    if (topics.code !== 0) throw new Error(topics.output);
    await this.run('relay');
    this.people = await enter(exchange.url, password);
  }

  /** Twice: what is there stays. */
  private async prepareDatabases(): Promise<void> {
    const passwords = join(this.place.path, 'secrets');
    mkdirSync(passwords);
    for (const side of ALL_SIDES) writeFileSync(join(passwords, `${side}_database_password`), `${side}\n`);
    const asked = { args: ['--apply', '--passwords', passwords], env: { DATABASE_ADMIN_URL: this.postgres.url } };
    for (const _ of ['first', 'again']) {
      const { code, output } = await runBuilt('standalone/src/databases.cli', asked);
      if (code !== 0) throw new Error(output);
    }
  }

  member(name: Name): Member {
    const member = this.members.get(name);
    if (!member) throw new Error(`${name} was never started.`);
    return member;
  }

  /** A process, on the port that it had before; `env` is for this start alone. It need not be ready yet. */
  async begin(name: Name, env: NodeJS.ProcessEnv = {}): Promise<Member> {
    const port = this.members.get(name)?.port ?? (await freePort());
    const side = sideOf(name);
    const data = { DATA_DIR: join(this.place.path, name), OPERATOR_UNITS: OFFICE };
    const own = ALL_SIDES.some((one) => one === side) ? { ...data, DATABASE_URL: this.postgres.urlOf(side) } : {};
    const member = new Member(side, port, { env: { ...this.env, HTTP_PORT: String(port), ...own, ...env } });
    this.members.set(name, member);
    return member;
  }

  /** Starts it and waits until it is ready. */
  async run(name: Name, env: NodeJS.ProcessEnv = {}): Promise<Member> {
    const member = await this.begin(name, env);
    await member.ready();
    return member;
  }

  /** What an account is told by a process of a read side, from `/court/v1` or `/government/v1` on. */
  async ask(reader: Reader, account: string, path: string, body?: object) {
    const authorization = `Bearer ${this.people.tokenOf(account)}`;
    const key = { 'idempotency-key': `${path} ${performance.now()}`.replace(/[^\w.-]/g, '-').slice(-60) };
    const { status, text } = await request(this.member(reader).url, {
      path: `/${sideOf(reader)}/v1/${path}`,
      ...(body
        ? { method: 'POST', body, headers: { authorization, ...key } }
        : { method: 'GET', headers: { authorization } }),
    });
    return { status, body: JSON.parse(text) as Record<string, unknown> };
  }

  async stop(): Promise<void> {
    hangUp();
    await Promise.all([...this.members.values()].map((member) => member.end('SIGTERM')));
    await Promise.all([this.broker?.stop(), this.postgres?.stop()]);
    this.place.remove();
  }
}

/** Waits for what takes no longer than a group takes to come together again, on a machine that does other work as well. */
export const comes = <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => until(what, ask, 120_000);
