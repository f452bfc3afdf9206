import { performance } from 'node:perf_hooks';
import type { Answer } from '../operations/running/http-call';
import { assess, publish, read, signFor, type Town } from '../operations/town';
import type { Act } from '../operations/act-book';
import { load } from './http-load';
import { median, type Row } from './report';

const UNIT = 'panshi-court';
const FEW = 10;
const MANY = 10_000;

/** The ids of the notices that were made: one whose record has many events, and several that have few. */
export type Records = Readonly<{ long: string; short: readonly string[] }>;

/** What the next command costs on a record with 10,000 events, in turns with records that have 10. One caller. */
export async function benchLongRecord(town: Town, { short }: { short: boolean }): Promise<[Row[], Records]> {
  const samples = short ? 150 : 500;
  // A record that had 10 events has at most 20 when its last command was measured.
  const records = {
    long: await recordOf(town, MANY),
    short: await several(Math.ceil(samples / FEW), () => recordOf(town, FEW)),
  };
  const delays: { long: number[]; short: number[] } = { long: [], short: [] };

  for (let sample = -20; sample < samples; sample += 1) {
    const few = records.short[Math.max(0, sample) % records.short.length] ?? '';
    const [onLong, onShort] = [await delayOf(town, records.long), await delayOf(town, few)];
    if (sample < 0) continue;
    delays.long.push(onLong);
    delays.short.push(onShort);
  }
  const [figure, baseline] = [median(delays.long), median(delays.short)];
  const ratio = figure / baseline;
  const name = `HTTP, 1 caller: next command on a record of ${MANY} events beside ${FEW}`;
  return [[{ name, figure, unit: 'ms', baseline, ratio, target: '≤ 1.2 of baseline', met: ratio <= 1.2 }], records];
}

/** The exchange was just started and knows no record yet: it reads the whole record once. */
export async function firstCommands(town: Town, { long, short: [few = ''] }: Records): Promise<Row[]> {
  const baseline = await delayOf(town, few);
  const figure = await delayOf(town, long);
  const name = `the same, first command after a restart`;
  return [{ name, figure, unit: 'ms', baseline, ratio: figure / baseline }];
}

async function delayOf(town: Town, noticeId: string): Promise<number> {
  const act = assess(UNIT, noticeId, `第${performance.now()}次研究`);
  const began = performance.now();
  await recorded(town, act);
  return performance.now() - began;
}

/** A notice that one unit signed for and read, and assessed as often as it takes. */
async function recordOf(town: Town, events: number): Promise<string> {
  const answer = await recorded(town, publish('基准'));
  const noticeId = (JSON.parse(answer.text) as { record: { id: string } }).record.id;
  await recorded(town, signFor(UNIT, noticeId));
  await recorded(town, read(UNIT, noticeId));

  const assessments = events - 3;
  if (events === FEW) {
    for (let done = 0; done < assessments; done += 1) await recorded(town, assess(UNIT, noticeId, `第${done}次研究`));
    return noticeId;
  }
  await load({
    origin: town.origin,
    token: town.tokenOf(UNIT),
    connections: 32,
    amount: assessments,
    paths: [`/v1/law-notices/${noticeId}/assess`],
    body: JSON.stringify({ impact: 'partial', opinion: '{{key}}' }),
  });
  return noticeId;
}

/** Errors: any answer but 201. */
async function recorded(town: Town, act: Act): Promise<Answer> {
  const answer = await town.perform(act);
  if (answer.status !== 201) throw new Error(`POST ${act.path}: ${answer.status} ${answer.text}`);
  return answer;
}

async function several<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(await make());
  return made;
}
