import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { CONTRACTS_VERSION, MESSAGE_TYPES } from '@fuyuan/contracts';
import { connect, readTopic } from '@fuyuan/kafka';
import { describeWithKafka, kafkaJars, runBuilt, startBuilt, startOwnKafka, until } from '@fuyuan/testing';
import { registerAccounts } from '../accounts';
import { end, untilReady } from '../running/app-process';
import { freePort, temporaryDirectory } from '../running/places';
import { enter } from '../town';
import { separateApps } from '../worlds';
import { byRecord, Day, FEED } from './day';
import {
  compile,
  installContracts,
  packContracts,
  startJava,
  startTypescript,
  typescriptExample,
  type Subscriber,
} from './examples';

const place = temporaryDirectory();
let contracts: string;

beforeAll(() => {
  contracts = packContracts(place.path);
}, 60_000);
afterAll(() => place.remove());

describe('the package @fuyuan/contracts, packed and installed', () => {
  const project = join(place.path, 'user');
  const run = (file: string, text: string): unknown => {
    writeFileSync(join(project, file), text);
    return JSON.parse(execFileSync(process.execPath, [file], { cwd: project, encoding: 'utf8' }));
  };
  const told = `JSON.stringify([c.MESSAGE_TYPES.length, c.readMessage(JSON.stringify(c.exampleOf('cn.fuyuan.referral.sent.v1'))).data.caseNumber])`;
  const expected = [MESSAGE_TYPES.length, '（2026）吉0284执12号'];

  beforeAll(() => installContracts(project, contracts), 60_000);

  it('is used from CommonJS, with its schemas and its document', () => {
    expect(run('a.cjs', `const c = require('@fuyuan/contracts'); console.log(${told});`)).toEqual(expected);
    const files = `[require('@fuyuan/contracts/asyncapi.json').asyncapi, require('@fuyuan/contracts/schemas/cn.fuyuan.unit.renamed.v1.json').$id]`;
    expect(run('b.cjs', `console.log(JSON.stringify(${files}))`)).toEqual([
      '3.0.0',
      'urn:fuyuan:schema:cn.fuyuan.unit.renamed.v1',
    ]);
  });

  it('is used from an ES module, by name', () => {
    const named = `import { MESSAGE_TYPES, readMessage, exampleOf } from '@fuyuan/contracts'; const c = { MESSAGE_TYPES, readMessage, exampleOf };`;
    expect(run('c.mjs', `${named} console.log(${told});`)).toEqual(expected);
  });

  it('brings its types, by which data are known from the type of a message', () => {
    const use = `import { readMessage } from '@fuyuan/contracts';
      const event = readMessage('{}');
      if (event?.type === 'cn.fuyuan.referral.sent.v1') {
        const text: string = event.data.subject;
        // @ts-expect-error no such property is declared
        const wrong: string = event.data.subjekt;
        void [text, wrong];
      }`;
    const options = { module: 'nodenext', strict: true, noEmit: true, types: [], lib: ['es2022'] };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['use.ts'] }));
    writeFileSync(join(project, 'use.ts'), use);
    expect(compile(project)).toBe('');
  }, 30_000);

  it('says what it is: version, licence, what is in it, and needs nothing', () => {
    const installed = join(project, 'node_modules/@fuyuan/contracts');
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ version: CONTRACTS_VERSION, license: 'UNLICENSED' });
    expect(manifest).not.toHaveProperty('dependencies');
    expect(readdirSync(join(installed, 'schemas'))).toHaveLength(MESSAGE_TYPES.length + 1);
    expect(readFileSync(join(installed, 'README.md'), 'utf8')).toContain('readMessage');
  });
});

describeWithKafka('two subscribers of other houses, on a broker with TLS, accounts and access rules', () => {
  const stops: (() => Promise<unknown>)[] = [];
  let broker: Awaited<ReturnType<typeof startOwnKafka>>;
  let day: Day;
  let program: string;
  let jars: string;

  const as = (user: string) => ({
    KAFKA_BROKERS: broker.brokers.join(','),
    KAFKA_CA_FILE: join(broker.data, 'ca.crt'),
    KAFKA_USER: user,
    KAFKA_PASSWORD: `${user}-secret`,
  });
  const subscriber = (user: string, start: (env: NodeJS.ProcessEnv) => Subscriber): Subscriber => {
    const env = { SEEN_FILE: join(place.path, `${user}.seen`), LOOK_EVERY_MS: '500' };
    const started = start({ ...as(user), ...env, SCHEMAS: join(place.path, 'contracts/schemas') });
    stops.unshift(started.stop);
    return started;
  };
  const court = () => subscriber('court', (env) => startTypescript(program, env));
  const justice = () => subscriber(FEED, (env) => startJava(jars, env));
  const tells = async (who: Subscriber, expected: readonly string[]) => {
    await until('all is told', () => who.lines().length >= expected.length, 45_000).catch((error: Error) => {
      throw new Error(`${error.message}\n${who.output()}`);
    });
    expect(byRecord(who.lines())).toEqual(byRecord(expected));
  };

  beforeAll(async () => {
    jars = await kafkaJars();
    broker = await startOwnKafka({ secure: true, users: [FEED] });
    stops.unshift(() => broker.stop());
    program = typescriptExample(join(place.path, 'typescript'), contracts);
    const apps = await separateApps(place.path, join(place.path, 'log'));
    const password = await registerAccounts(place.path);
    const [store, exchange] = [apps.start('event-store'), apps.start('exchange')];
    stops.unshift(
      () => end(exchange),
      () => end(store),
    );
    await untilReady(exchange, apps.origin);
    day = new Day(await enter(apps.origin, password));
    await day.begins();
    const admin = { ...as('admin'), EVENTSTORE_CONNECTION_STRING: apps.connectionString };
    const topics = await runBuilt('relay/src/topics.cli', { args: ['--apply', '--apply-acls'], env: admin });
    if (topics.code !== 0) throw new Error(topics.output);
    const env = { ...admin, ...as('relay'), HTTP_PORT: String(await freePort()), RELAY_SESSION_TIMEOUT: '1s' };
    const relay = startBuilt('relay/src/main', { env });
    stops.unshift(() => relay.stop());
  }, 120_000);
  afterAll(async () => {
    for (const stop of stops) await stop();
  }, 60_000);

  it('print in Chinese what was done, each what it may know, once and in order, also over a restart', async () => {
    const [inTypescript, inJava] = [court(), justice()];
    await day.goesOn();
    expect(day.of('court').length).toBeGreaterThan(10);
    await tells(inTypescript, day.of('court'));
    await tells(inJava, day.of('justice'));
    expect(inJava.lines().filter((line) => line.startsWith('【不再展示】'))).toHaveLength(1);

    await inTypescript.stop();
    const before = day.of('court').length;
    await day.endsWithAnotherSubscription();
    await tells(court(), day.of('court').slice(before));
    await tells(inJava, day.of('justice'));
  }, 120_000);

  it('find a message with three headers (K18), as plain text in the log of the broker (K19)', async () => {
    const silent = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };
    const kafka = connect({
      brokers: broker.brokers,
      clientId: 'headers',
      tls: { ca: readFileSync(join(broker.data, 'ca.crt'), 'utf8') },
      scram: { mechanism: 'scram-sha-512', username: 'admin', password: 'admin-secret' },
      log: silent,
    });
    const headers: string[][] = [];
    await readTopic(kafka, { topic: 'court.referrals.v1' }, (message) =>
      headers.push(Object.keys(message.headers).sort()),
    );
    expect(headers.length).toBeGreaterThan(0);
    headers.forEach((names) => expect(names).toEqual(['id', 'revision', 'stream']));
    const segments = readdirSync(join(broker.data, 'log'))
      .filter((name) => name.startsWith('court.referrals.v1-'))
      .map((name) => readFileSync(join(broker.data, 'log', name, '00000000000000000000.log'), 'utf8'));
    expect(segments.join('').match(/协助查询不动产登记/g)).toHaveLength(1);
  }, 60_000);
});
