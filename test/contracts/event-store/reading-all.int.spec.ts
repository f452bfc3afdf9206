import { BACKWARDS, END, FORWARDS, type Position, START } from '@eventstore/db-client';
import { freshStream, numbered, storeUnderTest } from './event-store';
import { all } from './reading';

const store = storeUnderTest();

describe('the log of all streams', () => {
  const [one, two] = [freshStream(), freshStream()];
  const positions: Position[] = [];

  beforeAll(async () => {
    for (let n = 0; n < 10; n++) {
      const stream = n % 2 ? two : one;
      const { position } = await store.client.appendToStream(stream, numbered(1, { from: n }));
      if (!position) throw new Error('An append answers with its position.');
      positions.push(position);
    }
  });

  const read = async (options: Parameters<typeof store.client.readAll>[0]) =>
    (await all(store.client.readAll(options)))
      .filter(({ event }) => event?.streamId === one || event?.streamId === two)
      .map(({ event }) => (event?.data as { n: number }).n);

  it('has every event in the order of the appends', async () =>
    expect(await read({})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));

  it('is read backwards from the end', async () =>
    expect(await read({ direction: BACKWARDS, fromPosition: END })).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]));

  it('forwards from a position: that event comes first', async () => {
    const [first] = await all(store.client.readAll({ fromPosition: at(6), maxCount: 1 }));
    expect(first?.event?.data).toEqual({ n: 6 });
    expect(await read({ fromPosition: at(6) })).toEqual([6, 7, 8, 9]);
  });

  it('backwards from a position: that event does not come', async () => {
    const [first] = await all(store.client.readAll({ fromPosition: at(6), direction: BACKWARDS, maxCount: 1 }));
    expect(first?.event?.data).toEqual({ n: 5 });
  });

  it('backwards from the start and forwards from the end there is nothing', async () => {
    expect(await all(store.client.readAll({ direction: BACKWARDS, fromPosition: START }))).toEqual([]);
    expect(await all(store.client.readAll({ direction: FORWARDS, fromPosition: END }))).toEqual([]);
  });

  it('gives every event the position its append was answered with', async () => {
    const events = await all(store.client.readAll({ fromPosition: at(0) }));
    const ours = events.filter(({ event }) => event?.streamId === one || event?.streamId === two);
    expect(ours.map(({ event }) => event?.position?.commit)).toEqual(positions.map(({ commit }) => commit));
  });

  it('has positions that only rise, whatever lies between', async () => {
    const commits = (await all(store.client.readAll())).map(({ event }) => event?.position?.commit ?? -1n);
    expect(commits.every((commit, n) => n === 0 || commit > (commits[n - 1] ?? 0n))).toBe(true);
  });

  it('read page by page from the last position has each event once', async () => {
    const whole = (await all(store.client.readAll({ maxCount: 12 }))).map(({ event }) => event?.id);
    const paged: (string | undefined)[] = [];
    let from: Position | typeof START = START;
    while (paged.length < whole.length) {
      const page: Awaited<ReturnType<typeof pageFrom>> = await pageFrom(from);
      // A read is inclusive: after the first page its first event is the last one of the page before.
      const fresh = from === START ? page : page.slice(1);
      paged.push(...fresh.map(({ event }) => event?.id));
      from = fresh.at(-1)?.event?.position as Position;
    }
    expect(paged.slice(0, whole.length)).toEqual(whole);
  });

  it('also has the facts of the store about itself', async () => {
    const stream = freshStream();
    const { position } = await store.client.setStreamMetadata(stream, { maxCount: 5 });
    const events = await all(store.client.readAll({ fromPosition: position as Position }));
    expect(events[0]?.event).toMatchObject({ streamId: `$$${stream}`, type: '$metadata' });
  });

  const pageFrom = (fromPosition: Position | typeof START) => all(store.client.readAll({ fromPosition, maxCount: 4 }));
  const at = (n: number): Position => positions[n] as Position;
});
