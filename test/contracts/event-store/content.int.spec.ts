import { randomBytes, randomUUID } from 'node:crypto';
import {
  type EventData,
  NO_STREAM,
  StreamNotFoundError,
  binaryEvent,
  jsonEvent,
  streamNameFilter,
} from '@eventstore/db-client';
import { freshStream, storeUnderTest } from './event-store';
import { Delivered, all } from './reading';

const store = storeUnderTest();

async function stored(event: EventData, stream = freshStream()) {
  await store.client.appendToStream(stream, event);
  const [read] = await all(store.client.readStream(stream));
  if (!read?.event) throw new Error('The event cannot be read.');
  return read.event;
}

describe('what an event carries comes back as it was', () => {
  it('its id, whatever the case of its letters', async () => {
    const id = randomUUID();
    expect((await stored(jsonEvent({ id, type: 'Told', data: {} }))).id).toBe(id);
    const [upper, stream] = [randomUUID(), freshStream()];
    const event = jsonEvent({ id: upper.toUpperCase(), type: 'Told', data: {} });
    expect((await stored(event, stream)).id.toLowerCase()).toBe(upper);
    // The same id written otherwise is the same id.
    const again = await store.client.appendToStream(stream, [{ ...event, id: upper }], { expectedRevision: NO_STREAM });
    expect(again.nextExpectedRevision).toBe(0n);
    expect(await all(store.client.readStream(stream))).toHaveLength(1);
  });

  it('its type, in Chinese', async () => {
    expect((await stored(jsonEvent({ type: '司法建议已送达.v1', data: {} }))).type).toBe('司法建议已送达.v1');
  });

  it.each<[string, Record<string, unknown> | unknown[] | string]>([
    ['nothing', {}],
    ['text in Chinese, emoji and control characters', { text: '最高人民法院 𠮷野家 ⚖️ \u0000 \u2028 "\\' }],
    ['deep nesting', { a: { b: { c: { d: [1, [2, [3, { e: null }]]] } } } }],
    ['numbers at the edge', { max: Number.MAX_SAFE_INTEGER, min: -5e-324, zero: -0.5 }],
    ['an array', [1, 2, 3]],
    ['a text', 'just a text'],
  ])('JSON data: %s', async (_, data) => {
    const read = await stored(jsonEvent({ type: 'Told', data }));
    expect(read).toMatchObject({ isJson: true, data });
  });

  it.each([0, 1, 255, 65_536])('%i bytes of binary data', async (size) => {
    const data = randomBytes(size);
    const read = await stored(binaryEvent({ type: 'Scanned', data }));
    expect(read.isJson).toBe(false);
    expect(Buffer.from(read.data as Uint8Array).equals(data)).toBe(true);
  });

  it('metadata as JSON', async () => {
    const metadata = { $correlationId: randomUUID(), $causationId: 'x', 办理人: '王法官' };
    expect((await stored(jsonEvent({ type: 'Told', data: {}, metadata }))).metadata).toEqual(metadata);
  });

  it('metadata as bytes', async () => {
    const metadata = new Uint8Array([0, 255, 1, 254]);
    const read = await stored(binaryEvent({ type: 'Scanned', data: Buffer.alloc(1), metadata }));
    expect(Buffer.from(read.metadata as Uint8Array).equals(Buffer.from(metadata))).toBe(true);
  });

  it('no metadata is none', async () =>
    expect((await stored(jsonEvent({ type: 'Told', data: {} }))).metadata).toBeUndefined());
});

describe('a stream can be named', () => {
  it.each([
    ['in Chinese', '法律通知-浙江省杭州市-'],
    ['with spaces and signs', 'a b/c?d=e&f#g%20:@!-'],
    ['with emoji', '⚖️-'],
    ['at length', `${'长'.repeat(250)}-`],
    ['with what SQL would read otherwise', `'; DROP TABLE events; --%_-`],
  ])('%s', async (_, prefix) => {
    const stream = `${prefix}${randomUUID()}`;
    expect((await stored(jsonEvent({ type: 'Told', data: { n: 1 } }), stream)).streamId).toBe(stream);

    const subscription = store.client.subscribeToAll({ filter: streamNameFilter({ prefixes: [stream] }) });
    const delivered = new Delivered(subscription);
    await delivered.atLeast(1);
    expect(delivered.events[0]?.event?.streamId).toBe(stream);
    await delivered.stop();
  });

  it('with other letters’ case, which makes another stream', async () => {
    const stream = freshStream('Case');
    await stored(jsonEvent({ type: 'Told', data: {} }), stream);
    await expect(all(store.client.readStream(stream.toLowerCase()))).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  it('in Chinese, also where the answer is a refusal', async () => {
    const stream = freshStream('不存在的');
    const refusal = await all(store.client.readStream(stream)).catch((error: Error) => error);
    expect(refusal).toBeInstanceOf(StreamNotFoundError);

    await store.client.appendToStream(stream, jsonEvent({ type: 'Told', data: {} }));
    const conflict = store.client.appendToStream(stream, jsonEvent({ type: 'Told', data: {} }), {
      expectedRevision: NO_STREAM,
    });
    await expect(conflict).rejects.toMatchObject({ streamName: stream, actualVersion: 0n });
    await expect(store.client.deleteStream(stream, { expectedRevision: 5n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 0n,
    });
  });
});
