import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Accounts, randomPassword, type Role } from '@fuyuan/identity';
import { until } from '@fuyuan/testing';
import { SHARING, unitOf } from '../journeys/panshi';
import { signIn, type Person } from '../journeys/person';
import { temporaryDirectory } from '../operations/running/places';
import { residentMb, startStandalone } from './processes';
import { percentile, type Row } from './report';

const STREAMS = 1_000;
const SYSTEM = 'panshi-land';
const SENDER = 'panshi-town';
const FEED = '/government/v1/feed/stream';
/** Between two acts, so that each is by itself. */
const PAUSE_MS = 150;

/** One that is open: how many messages came, and when the last of them did. */
type Open = { messages: number; cameAt: number; readonly close: () => void };

/** From an act to the last of 1,000 open streams that has it, and what they cost in memory; beside one stream. */
export async function benchFeed({ short }: Readonly<{ short: boolean }>): Promise<Row[]> {
  const home = temporaryDirectory();
  const password = await people(home.path);
  const limits = { FEED_STREAMS: '2000', FEED_STREAMS_PER_UNIT: '2000', FEED_STREAMS_PER_ACCOUNT: '2000' };
  const place = await startStandalone(home.path, limits);
  const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
  const opened: Open[] = [];
  try {
    const [sender, system] = await settle(place.origin, password);
    const acts = short ? 30 : 200;
    opened.push(open(place.origin, system.token, agent));
    await until('the first stream has what was before', () => (opened[0]?.messages ?? 0) >= 3, 30_000);
    const alone = await delays({ sender, opened, acts });
    const before = residentMb(place.app.pid);
    while (opened.length < STREAMS) opened.push(open(place.origin, system.token, agent));
    const has = () => Math.min(...opened.map(({ messages }) => messages));
    await until('all streams have what was before', () => has() >= 3 + acts, 60_000);
    const after = residentMb(place.app.pid);
    const all = await delays({ sender, opened, acts });
    return rowsOf({ alone, all, before, after });
  } finally {
    opened.forEach(({ close }) => close());
    agent.destroy();
    await place.stop();
    home.remove();
  }
}

const WHO: readonly (readonly [name: string, unit: string, role: Role])[] = [
  ['bench-office', 'panshi-justice-bureau', 'office'],
  ['bench-sender', SENDER, 'officer'],
  ['bench-system', SYSTEM, 'integrator'],
];

async function people(data: string): Promise<string> {
  const password = randomPassword();
  const accounts = await Accounts.open(data);
  for (const [name, unit, role] of WHO) await accounts.add({ name, person: '某', unit, roles: [role], password });
  return password;
}

async function settle(origin: string, password: string): Promise<readonly [Person, Person]> {
  const [office, sender, system] = [
    await signIn(origin, 'bench-office', password),
    await signIn(origin, 'bench-sender', password),
    await signIn(origin, 'bench-system', password),
  ];
  for (const unitId of [SENDER, SYSTEM]) await office.act(`/v1/units/${unitId}/register`, unitOf('某单位', 'other'));
  await office.act(`/v1/units/${SYSTEM}/subscribe`, { from: 'beginning', legalBasis: SHARING });
  await until('the feed is there', async () => (await system.read('/government/v1/feed')).status === 200, 30_000);
  return [sender, system];
}

function open(origin: string, token: string, agent: Agent): Open {
  const stream = { messages: 0, cameAt: 0, close: () => void sent.destroy() };
  let tail = '';
  const sent = request(origin + FEED, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
    answer.setEncoding('utf8').on('data', (text: string) => {
      const blocks = (tail + text).split('\n\n');
      tail = blocks.pop() ?? '';
      const came = blocks.filter((block) => block.startsWith('id: ')).length;
      if (came > 0) stream.cameAt = performance.now();
      stream.messages += came;
    });
    answer.on('error', () => undefined);
  });
  sent.on('error', () => undefined).end();
  return stream;
}

type Delays = Readonly<{ sender: Person; opened: readonly Open[]; acts: number }>;

/** Milliseconds from the moment at which each act is sent until the last stream has it. */
async function delays({ sender, opened, acts }: Delays): Promise<number[]> {
  const found: number[] = [];
  const body = { kind: 'other', receiver: SYSTEM, subject: '量测', request: '请办理', legalBasis: SHARING };
  for (let nth = 0; nth < acts; nth += 1) {
    const goal = (opened[0]?.messages ?? 0) + 1;
    const began = performance.now();
    const { status } = await sender.act('/v1/referrals', body);
    if (status !== 201) throw new Error(`A referral was answered ${status}.`);
    await until('every stream has it', () => opened.every(({ messages }) => messages >= goal));
    found.push(Math.max(...opened.map(({ cameAt }) => cameAt)) - began);
    await pause(PAUSE_MS);
  }
  return found;
}

type Found = Readonly<{ alone: readonly number[]; all: readonly number[]; before: number; after: number }>;

function rowsOf({ alone, all, before, after }: Found): Row[] {
  const row = (name: string, share: number): Row => {
    const [figure, baseline] = [percentile(all, share), percentile(alone, share)];
    return { name: `feed: an act until the last of ${STREAMS} streams has it, ${name}`, figure, unit: 'ms', baseline };
  };
  const each = ((after - before) * 1_000) / (STREAMS - 1);
  return [
    row('p50, beside one stream', 0.5),
    { ...row('p99', 0.99), target: '< 250 ms', met: percentile(all, 0.99) < 250 },
    { name: `feed: memory for each of ${STREAMS} open streams`, figure: each, unit: 'kB' },
    { name: 'feed: standalone with them, resident', figure: after, unit: 'MB', baseline: before },
  ];
}
