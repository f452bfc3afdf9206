import { received } from '@fuyuan/read-model';
import { numberMessages, placeOf, type Before } from './number-messages';

const FEED = 'unit.land.v1';
const told = (
  id: string,
  { feed = FEED, type = 'cn.fuyuan.referral.sent.v1', at = '2026-03-02T01:00:00.000Z' } = {},
) => ({
  feed,
  message: received('r-1', JSON.stringify({ specversion: '1.0', id, type, streamrevision: 0, recordedat: at })),
});
const batch = (...messages: ReturnType<typeof told>[]) => ({ source: 'log', from: undefined, next: '9/9', messages });
const empty: Before = { feeds: new Map(), known: new Set(), written: 7 };
const after = ({ feeds }: ReturnType<typeof numberMessages>): Before['feeds'] =>
  new Map(feeds.map((feed) => [feed.feed, feed]));

describe('the messages of a feed', () => {
  it('are counted from 1, each feed by itself, with their texts once', () => {
    const { rows, feeds, texts } = numberMessages(
      batch(told('a'), told('a', { feed: 'unit.court.v2' }), told('b')),
      empty,
    );
    expect(rows.map(({ feed, nth, event_id: id }) => [feed, nth, id])).toEqual([
      ['unit.land.v1', 1, 'a'],
      ['unit.court.v2', 1, 'a'],
      ['unit.land.v1', 2, 'b'],
    ]);
    expect(feeds.map(({ unit_id, subscription, last, written }) => [unit_id, subscription, last, written])).toEqual([
      ['land', 1, 2, 7],
      ['court', 2, 1, 7],
    ]);
    expect(texts.size).toBe(2);
  });

  it('are one message however often they are told', () => {
    const known = new Set([placeOf(FEED, 'a')]);
    expect(numberMessages(batch(told('a'), told('b'), told('b')), { ...empty, known }).rows).toHaveLength(1);
  });

  it('go on after those that are there, and make the same chain in any split', () => {
    const first = numberMessages(batch(told('a')), empty);
    const second = numberMessages(batch(told('b')), { ...empty, feeds: after(first) });
    const whole = numberMessages(batch(told('a'), told('b')), empty);
    expect([...first.rows, ...second.rows]).toEqual(whole.rows);
    expect(numberMessages(batch(told('b'), told('a')), empty).feeds[0]?.chain).not.toBe(whole.feeds[0]?.chain);
  });

  it('end with the one that ends the subscription', () => {
    const { feeds } = numberMessages(batch(told('a'), told('z', { type: 'cn.fuyuan.subscription.ended.v1' })), empty);
    expect(feeds[0]).toMatchObject({ last: 2, is_open: 0 });
  });

  it('tell when the newest was recorded, whatever comes late', () => {
    const late = told('b', { at: '2026-03-01T00:00:00.000Z' });
    expect(numberMessages(batch(told('a'), late), empty).feeds[0]?.recorded_at).toBe('2026-03-02T01:00:00.000Z');
  });

  it('leave out what is no message, and say where it lies', () => {
    const torn = { feed: FEED, message: received('r-1', '{"specversion"') };
    const { rows, feeds } = numberMessages(batch(told('a'), torn, told('b')), empty);
    expect(rows.map(({ nth }) => nth)).toEqual([1, 2]);
    expect(feeds[0]).toMatchObject({ last: 2, unreadable: 1, unreadable_at: 'log < 9/9' });
  });

  it('are refused for a topic that is no feed', () => {
    expect(() => numberMessages(batch(told('a', { feed: 'court.units.v1' })), empty)).toThrow('not the feed');
    expect(() => numberMessages(batch(told('a', { feed: 'unit.land.v1.g2' })), empty)).toThrow('not the feed');
  });
});
