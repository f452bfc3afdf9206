import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES, topicOf } from '@fuyuan/contracts';
import { TransactionalWriter } from '@fuyuan/kafka';
import { runBuilt, startOwnKafka, startPostgres, whyNoKafka, whyNoPostgres } from '@fuyuan/testing';
import { temporaryDirectory } from '../operations/running/places';
import { benchAsked } from './read-side.asked';
import { kafkaOfBench } from './read-side.feeds';
import { layDown, linesOf } from './read-side.lines';
import { inProcess } from './read-side.fork';
import { Province } from './read-side.province';
import { rawUpserts } from './read-side.raw';
import type { Rebuilt } from './read-side.rebuild';
import { benchVisible } from './read-side.visible';
import type { Row } from './report';

/** As many records as a province has in motion. */
const IN_MOTION = 3_000;
const IN_A_TRANSACTION = 2_000;
/** Emmett's fastest batch projection on PostgreSQL on a machine of this size, events/s; measured elsewhere. */
const EMMETT = 2_500;

/** Read models: made from what is published, on a file and on PostgreSQL. What cannot be had here is said. */
export async function benchReadSide({ short }: Readonly<{ short: boolean }>): Promise<Row[]> {
  const place = temporaryDirectory();
  const sizes = short ? { few: 10_000, many: 60_000 } : { few: 10_000, many: 1_000_000 };
  try {
    const few = await embedded(place.path, sizes.few);
    const many = await embedded(place.path, sizes.many);
    const rows = [...embeddedRows(few, many), ...(await fromKafka(join(place.path, String(sizes.many)), sizes.many))];
    if (whyNoRest() === undefined) rows.push(...(await benchVisible(short ? 5 : 20)));
    return [...rows, ...(await benchAsked(short ? 20_000 : 1_000_000, short ? 2 : 10))];
  } finally {
    place.remove();
  }
}

/** Read from messages laid down before, into a file; in a process of its own. */
async function embedded(folder: string, events: number): Promise<Rebuilt> {
  const laid = join(folder, String(events));
  mkdirSync(laid);
  const province = new Province({ inMotion: Math.min(IN_MOTION, events / 10) });
  layDown(laid, told(province, events));
  return inProcess({ what: 'laid', file: join(laid, 'government.sqlite'), laid });
}

function* told(province: Province, events: number) {
  yield* province.registrations();
  yield* province.acts(events);
}

const perSecond = ({ events, ms }: Rebuilt): number => (events * 1_000) / ms;

function embeddedRows(few: Rebuilt, many: Rebuilt): Row[] {
  const [rate, costs] = [perSecond(many), { few: few.ms / few.events, many: many.ms / many.events }];
  const ratio = costs.many / costs.few;
  return [
    {
      ...{ name: `read side, file: ${told10(many)} events into new builds`, figure: rate, unit: 'events/s' },
      ...{ target: '≥ 20,000/s', met: rate >= 20_000 },
    },
    {
      ...{ name: `the same: cost of an event beside ${told10(few)} events`, figure: costs.many * 1_000, unit: 'µs' },
      ...{ baseline: costs.few * 1_000, ratio, target: '≤ 1.2 of baseline', met: ratio <= 1.2 },
    },
    memoryRow('read side, file', many),
  ];
}

const told10 = ({ events }: Rebuilt): string => events.toLocaleString('en-US');

const memoryRow = (name: string, { mostMb }: Rebuilt): Row => ({
  ...{ name: `${name}: the most that was resident meanwhile`, figure: mostMb, unit: 'MB' },
  ...{ target: '< 300 MB', met: mostMb < 300 },
});

const whyNoRest = (): string | undefined => whyNoKafka() ?? whyNoPostgres();

async function fromKafka(laid: string, events: number): Promise<Row[]> {
  const why = whyNoRest();
  if (why !== undefined) {
    console.log(`read side from Kafka into PostgreSQL: not measured: ${why}`);
    return [];
  }
  const [broker, postgres] = await Promise.all([startOwnKafka(), startPostgres()]);
  try {
    await postgres.say("create role government login password 'government'");
    await postgres.say('create schema government authorization government');
    await publish(broker.brokers, laid);
    const nothing = await inProcess({ what: 'consume', brokers: broker.brokers, events });
    const rebuilt = await inProcess({
      ...{ what: 'rebuild', brokers: broker.brokers, postgres: postgres.urlOf('government') },
    });
    const raw = await rawUpserts(postgres.urlOf('government'));
    const [rate, eventsOfRaw] = [perSecond(rebuilt), (rebuilt.events * 1_000) / raw.ms];
    return [
      { name: 'read side: a consumer that parses and does nothing', figure: perSecond(nothing), unit: 'events/s' },
      {
        ...{ name: `raw upserts of the ${raw.rows.toLocaleString('en-US')} rows that came of it, 1,000 a statement` },
        ...{ figure: eventsOfRaw, unit: 'events/s' },
      },
      {
        ...{ name: `read side, PostgreSQL: ${told10(rebuilt)} events from Kafka into new builds` },
        ...{ figure: rate, unit: 'events/s', baseline: eventsOfRaw, ratio: rate / eventsOfRaw },
        ...{ target: `≥ 20,000/s, ≥ 5 × ${EMMETT}/s`, met: rate >= Math.max(20_000, 5 * EMMETT) },
      },
      memoryRow('read side, PostgreSQL', rebuilt),
    ];
  } finally {
    await Promise.all([broker.stop(), postgres.stop()]);
  }
}

/** The same messages in the government's topics, in transactions as the relay's. */
async function publish(brokers: readonly string[], laid: string): Promise<void> {
  const kafka = kafkaOfBench(brokers);
  await runBuilt('relay/src/topics.cli', { args: ['--apply'], env: { KAFKA_BROKERS: brokers.join() } });
  const place = { topic: 'fuyuan.relay.checkpoints', key: 'bench' };
  const writer = await TransactionalWriter.open(kafka, { transactionalId: 'bench', checkpoint: place });
  for (const family of FAMILIES) {
    let waiting: { topic: string; key: string; value: string }[] = [];
    const write = async () => {
      if (waiting.length > 0) await writer.write(waiting, '{"position":null}');
      waiting = [];
    };
    for (const { key, value } of linesOf(laid, family)) {
      waiting.push({ topic: topicOf('government', family), key, value });
      if (waiting.length === IN_A_TRANSACTION) await write();
    }
    await write();
  }
  await writer.close();
}
