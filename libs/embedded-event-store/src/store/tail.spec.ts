import type { StoredEvent } from './events';
import { Tail } from './tail';

const event = (position: number, bytes = 1): StoredEvent => ({
  position,
  stream: 's',
  revision: position,
  id: Buffer.alloc(16),
  type: 'T',
  json: false,
  created: 0,
  data: Buffer.alloc(bytes),
  metadata: Buffer.alloc(0),
});
const positions = (events: readonly StoredEvent[] | undefined) => events?.map(({ position }) => position);
const never = new AbortController().signal;

describe('the tail of a log whose newest event stood at 100', () => {
  it('gives what came after a position, in order', () => {
    const tail = new Tail(100);
    tail.publish([event(110), event(125)]);
    tail.publish([event(140)]);
    expect(positions(tail.after(100, 10))).toEqual([110, 125, 140]);
    expect(positions(tail.after(110, 1))).toEqual([125]);
    expect(positions(tail.after(118, 10))).toEqual([125, 140]);
    expect(positions(tail.after(140, 10))).toEqual([]);
  });

  it('sends to the disk who asks for what it never had', () => {
    expect(new Tail(100).after(99, 10)).toBeUndefined();
    expect(new Tail(100).reaches(100)).toBe(true);
  });

  it('lets go of the oldest within its bounds, and knows that it did', () => {
    const tail = new Tail(0);
    for (let position = 1; position <= 10_000; position += 1) tail.publish([event(position)]);
    const kept = tail.after(9_990, 100) ?? [];
    expect(positions(kept)).toEqual([9_991, 9_992, 9_993, 9_994, 9_995, 9_996, 9_997, 9_998, 9_999, 10_000]);
    expect(tail.reaches(1)).toBe(false);
    expect(tail.after(1, 1)).toBeUndefined();
  });

  it('is bounded in bytes too', () => {
    const tail = new Tail(0);
    for (let position = 1; position <= 40; position += 1) tail.publish([event(position, 1024 * 1024)]);
    expect(tail.reaches(30)).toBe(false);
    expect(positions(tail.after(39, 10))).toEqual([40]);
  });
});

describe('who waits for the next event', () => {
  it('is woken by it', async () => {
    const tail = new Tail(5);
    const woken = tail.grownPast(5, never);
    tail.publish([event(6)]);
    await expect(woken).resolves.toBeUndefined();
  });

  it('does not wait when it has come already', async () => {
    const tail = new Tail(5);
    tail.publish([event(6)]);
    await expect(tail.grownPast(5, never)).resolves.toBeUndefined();
  });

  it('is let go when it leaves', async () => {
    const tail = new Tail(5);
    const leaving = new AbortController();
    const woken = tail.grownPast(5, leaving.signal);
    leaving.abort();
    await expect(woken).resolves.toBeUndefined();
  });
});
