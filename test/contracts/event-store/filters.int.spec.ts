import { randomUUID } from 'node:crypto';
import {
  END,
  type Filter,
  type Position,
  START,
  eventTypeFilter,
  excludeSystemEvents,
  streamNameFilter,
} from '@eventstore/db-client';
import { freshStream, numbered, storeUnderTest, until } from './event-store';
import { Delivered } from './reading';

const store = storeUnderTest();
const open: Delivered[] = [];

function follow(filter: Filter, fromPosition: Position | typeof START | typeof END = START) {
  const delivered = new Delivered(store.client.subscribeToAll({ filter, fromPosition }));
  open.push(delivered);
  return delivered;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((delivered) => delivered.stop()));
});

const append = (stream: string, type: string, count = 1) =>
  store.client.appendToStream(stream, numbered(count, { type }));

describe('a filter on event types', () => {
  it('by prefixes: any of them, before and after it has caught up', async () => {
    const [stream, tag] = [freshStream(), randomUUID()];
    for (const type of ['通知已发布', '通知已更正', '单位已登记']) await append(stream, `${tag}${type}`);
    const delivered = follow(eventTypeFilter({ prefixes: [`${tag}通知已发布`, `${tag}单位`] }));
    await delivered.live();
    await append(stream, `${tag}单位已撤销`);
    await append(stream, `${tag}通知已撤回`);
    await append(stream, `${tag}通知已发布.v2`);

    await delivered.atLeast(4);
    expect(delivered.events.map(({ event }) => event?.type.slice(tag.length))).toEqual([
      '通知已发布',
      '单位已登记',
      '单位已撤销',
      '通知已发布.v2',
    ]);
  });

  it('by regular expression, found anywhere unless anchored', async () => {
    const [stream, tag] = [freshStream(), randomUUID()];
    for (const type of ['.Published.v1', '.Withdrawn.v1', '.Published.v2']) await append(stream, `${tag}${type}`);
    const delivered = follow(eventTypeFilter({ regex: `^${tag}.*Published\\.v[0-9]+$` }));
    const inside = follow(eventTypeFilter({ regex: `${tag}.With` }));
    await Promise.all([delivered.live(), inside.live()]);
    expect(delivered.events.map(({ event }) => event?.revision)).toEqual([0n, 2n]);
    expect(inside.events.map(({ event }) => event?.revision)).toEqual([1n]);
  });

  it('takes the letters of a prefix as they are: no pattern, no other case', async () => {
    const [stream, tag] = [freshStream(), randomUUID()];
    for (const type of ['a%', 'ab', 'a_', 'A%', 'a%c']) await append(stream, `${tag}${type}`);
    const delivered = follow(eventTypeFilter({ prefixes: [`${tag}a%`] }));
    await delivered.live();
    expect(delivered.events.map(({ event }) => event?.revision)).toEqual([0n, 4n]);
  });
});

describe('a filter on stream names', () => {
  it('by prefixes', async () => {
    const tag = randomUUID();
    for (const name of ['notice-1', 'unit-1', 'notice-2', 'other-1']) await append(`${tag}${name}`, 'Told');
    const delivered = follow(streamNameFilter({ prefixes: [`${tag}notice-`, `${tag}unit-`] }));
    await delivered.live();
    await append(`${tag}other-2`, 'Told');
    await append(`${tag}unit-2`, 'Told');

    await delivered.atLeast(4);
    expect(delivered.events.map(({ event }) => event?.streamId.slice(tag.length))).toEqual([
      'notice-1',
      'unit-1',
      'notice-2',
      'unit-2',
    ]);
  });

  it('by regular expression, in Chinese', async () => {
    const tag = randomUUID();
    for (const name of ['法院-1', '检察院-1', '政府-1']) await append(`${tag}${name}`, 'Told');
    const delivered = follow(streamNameFilter({ regex: `^${tag}(法院|检察院)-` }));
    await delivered.live();
    expect(delivered.events.map(({ event }) => event?.streamId.slice(tag.length))).toEqual(['法院-1', '检察院-1']);
  });
});

describe('excluding system events', () => {
  it('leaves what the store writes about itself out', async () => {
    const stream = freshStream();
    const { position } = await append(stream, 'Told');
    await store.client.setStreamMetadata(stream, { maxCount: 10 });
    await append(stream, 'Told');

    const delivered = follow(excludeSystemEvents(), position);
    await delivered.live();
    const everything = new Delivered(store.client.subscribeToAll({ fromPosition: position as Position }));
    open.push(everything);
    await everything.live();

    expect(delivered.events.map(({ event }) => event?.type)).toEqual(['Told']);
    expect(everything.events.map(({ event }) => event?.type)).toEqual(['$metadata', 'Told']);
  });
});

describe('checkpoints', () => {
  it('come while nothing passes the filter, rising, and never before what was delivered', async () => {
    const [tag, other] = [randomUUID(), freshStream()];
    const { position: start } = await append(other, 'Told');
    const seen: ['checkpoint' | 'event', bigint][] = [];
    const filter = streamNameFilter({
      prefixes: [tag],
      checkpointInterval: 1,
      maxSearchWindow: 32,
      checkpointReached: (_, { commit }) => void seen.push(['checkpoint', commit]),
    });
    const delivered = follow(filter, start);
    delivered.subscription.on('data', (resolved: unknown) => {
      seen.push(['event', (resolved as { event: { position: Position } }).event.position.commit]);
    });
    await delivered.live();

    for (let round = 0; round < 10; round++) await append(other, 'Told', 20);
    await append(`${tag}-one`, 'Told');
    for (let round = 0; round < 10; round++) await append(other, 'Told', 20);
    await until('checkpoints after the event', () => seen.at(-1)?.[0] === 'checkpoint' && seen.some(isEvent));

    expect(seen.filter(([kind]) => kind === 'checkpoint').length).toBeGreaterThan(3);
    const commits = seen.map(([, commit]) => commit);
    expect(commits.every((commit, n) => commit >= (commits[n - 1] ?? 0n))).toBe(true);
    expect(commits.every((commit) => commit >= (start?.commit ?? 0n))).toBe(true);
  });

  it('a subscription resumed from one misses nothing that comes later', async () => {
    const [tag, other] = [randomUUID(), freshStream()];
    const { position: start } = await append(other, 'Told');
    await append(other, 'Told', 200);
    let last: Position | undefined;
    const first = follow(
      streamNameFilter({
        prefixes: [tag],
        maxSearchWindow: 32,
        checkpointReached: (_, position) => void (last = position),
      }),
      start,
    );
    await until('a checkpoint', () => last !== undefined);
    await first.stop();
    await append(`${tag}-one`, 'Told', 3);

    const resumed = follow(streamNameFilter({ prefixes: [tag] }), last);
    await resumed.live();

    expect(resumed.events.map(({ event }) => event?.revision)).toEqual([0n, 1n, 2n]);
  });

  const isEvent = ([kind]: ['checkpoint' | 'event', bigint]) => kind === 'event';
});
