import { mkdirSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Accounts, randomPassword } from '@fuyuan/identity';
import { startBuilt, startPostgres, until, whyNoPostgres } from '@fuyuan/testing';
import { signIn } from '../journeys/person';
import { freePort, temporaryDirectory } from '../operations/running/places';
import { startStandalone } from './processes';
import { inProcess } from './read-side.fork';
import { layDown } from './read-side.lines';
import { Province } from './read-side.province';
import { percentile, type Row } from './report';

const USERS = 20;
/** Between an answer and the next question of a user, who reads; the second figure is of users that never pause. */
const PAUSE_MS = 1_000;

const ASKED = {
  'inbox of referrals': [
    'referrals?direction=received',
    'referrals?waitingFor=unit-1',
    'referrals?direction=received&state=sent',
  ],
  // What few are, or none; in another order than that of sending; of all that is in sight.
  'lists of referrals': [
    'referrals?direction=received&state=suspended',
    'referrals?sort=last-act',
    'referrals?overdue=true',
    'referrals?unit=unit-7',
    'referrals?kind=petition&sort=standing&order=asc',
  ],
  'inbox of law notices': ['law-notices?box=received', 'law-notices?box=received&state=to-read'],
  'lists of law notices': ['law-notices', 'law-notices?box=published', 'law-notices?state=to-assess'],
  'search in referrals': ['产', '土地', '公积金', '蛟河市', '协助冻结', '0042执', '联系人97', '并无此事'].map(
    (q) => `referrals?q=${q}`,
  ),
  'search in law notices': ['水', '文物', '噪声污染', '吉政令〔2019〕', '第4200号', '并无此法'].map(
    (q) => `law-notices?q=${q}`,
  ),
} as const;

/** Lists and search over many records, over HTTP, with a file and with PostgreSQL. */
export async function benchAsked(records: number, seconds: number): Promise<Row[]> {
  const place = temporaryDirectory();
  try {
    const laid = join(place.path, 'laid');
    mkdirSync(laid);
    const province = new Province({ inMotion: 1 });
    layDown(laid, both(province, records));
    const tokens = await tokensIn(place.path);
    const file = join(place.path, 'government.sqlite');
    await inProcess({ what: 'laid', laid, file });
    const rows = await asked({ name: 'file', records, seconds, tokens, env: { DATA_DIR: place.path } });
    return [...rows, ...(await onPostgres({ laid, records, seconds, tokens, data: place.path }))];
  } finally {
    place.remove();
  }
}

function* both(province: Province, records: number) {
  yield* province.registrations();
  yield* province.records(records);
}

type Asking = Readonly<{ records: number; seconds: number; tokens: readonly string[] }>;

async function onPostgres({
  laid,
  data,
  ...asking
}: Asking & Readonly<{ laid: string; data: string }>): Promise<Row[]> {
  if (whyNoPostgres() !== undefined) return [];
  const server = await startPostgres();
  try {
    await server.say("create role government login password 'government'");
    await server.say('create schema government authorization government');
    const postgres = server.urlOf('government');
    await inProcess({ what: 'laid', laid, postgres });
    await server.say('analyze');
    return await asked({ name: 'PostgreSQL', ...asking, env: { DATA_DIR: data, DATABASE_URL: postgres } });
  } finally {
    await server.stop();
  }
}

/** An officer of one unit, and one who sees everything. */
async function tokensIn(data: string): Promise<string[]> {
  const password = randomPassword();
  const accounts = await Accounts.open(data);
  await accounts.add({ name: 'officer', person: '联络员', unit: 'unit-1', roles: ['officer'], password });
  await accounts.add({ name: 'auditor', person: '审计员', unit: 'unit-2', roles: ['auditor'], password });
  const standalone = await startStandalone(data, { READ_SIDES: 'false', TOKEN_TTL: '1h' });
  const officer = await signIn(standalone.origin, 'officer', password);
  const auditor = await signIn(standalone.origin, 'auditor', password);
  await standalone.stop();
  return [officer.token, auditor.token];
}

async function asked({
  name,
  records,
  seconds,
  tokens,
  env,
}: Asking & Readonly<{ name: string; env: NodeJS.ProcessEnv }>) {
  const port = String(await freePort());
  // No broker answers there: what is asked of is made already.
  const away = { KAFKA_BROKERS: '127.0.0.1:1', LOG_LEVEL: 'fatal', RATE_PER_ACCOUNT: 'off' };
  const app = startBuilt('government/src/main', { env: { ...away, ...env, HTTP_PORT: port } });
  const url = `http://127.0.0.1:${port}`;
  try {
    let over = false;
    void app.ended.then(() => (over = true));
    const isReady = async () => {
      if (over) throw new Error(`The read side has ended:\n${app.output()}`);
      return fetch(`${url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await until('the read side is ready', isReady, 60_000);
    const rows: Row[] = [];
    for (const [what, paths] of Object.entries(ASKED)) {
      const paused = await ask(url, { tokens, paths, seconds, pauseMs: PAUSE_MS });
      const pressed = await ask(url, { tokens, paths, seconds, pauseMs: 0 });
      const [p50, p95] = [percentile(paused, 0.5), percentile(paused, 0.95)];
      const [pressedP50, pressedP95] = [percentile(pressed, 0.5), percentile(pressed, 0.95)];
      const of = `${name}, ${records.toLocaleString('en-US')} records: ${what}, ${USERS} users`;
      rows.push({ name: `${of}, p50`, figure: p50, unit: 'ms' });
      rows.push({ name: `${of}, p95`, figure: p95, unit: 'ms', target: '< 50 ms', met: p95 < 50 });
      rows.push({ name: `${of} that never pause, p50`, figure: pressedP50, unit: 'ms' });
      rows.push({ name: `${of} that never pause, p95`, figure: pressedP95, unit: 'ms' });
    }
    return rows;
  } finally {
    await app.stop();
  }
}

type Load = Readonly<{ tokens: readonly string[]; paths: readonly string[]; seconds: number; pauseMs: number }>;

/** What each answer took, in milliseconds; each user has a connection. Errors: any answer but 200. */
async function ask(url: string, { tokens, paths, seconds, pauseMs }: Load): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: USERS });
  const delays: number[] = [];
  const end = performance.now() + seconds * 1_000;
  const user = async (nth: number) => {
    await sleep((pauseMs * nth) / USERS);
    for (let at = nth; performance.now() < end; at += 1) {
      const begun = performance.now();
      await answer(
        `${url}/government/v1/${encodeURI(paths[at % paths.length] ?? '')}`,
        tokens[nth % tokens.length],
        agent,
      );
      delays.push(performance.now() - begun);
      if (pauseMs > 0) await sleep(pauseMs);
    }
  };
  await Promise.all(Array.from({ length: USERS }, (_, nth) => user(nth)));
  agent.destroy();
  return delays;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const answer = (url: string, token: string | undefined, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume().on('end', resolve);
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
    }).on('error', reject);
  });
