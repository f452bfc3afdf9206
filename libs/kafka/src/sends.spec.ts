import { MessageTooLarge } from './faults';
import { packed } from './produce/packed';
import { sendsOf, sizeOf, type OutgoingMessage, type PackedMessage } from './sends';

const message = (topic: string, key: string, bytes = 10): OutgoingMessage => ({ topic, key, value: 'x'.repeat(bytes) });
const keys = (sends: PackedMessage[][]) => sends.map((send) => send.map(({ key }) => key));

describe('messages divided into sends', () => {
  it('keeps their order and their number', () => {
    const messages = ['a', 'b', 'c', 'd', 'e'].map((key) => message('t', key));
    expect(keys(sendsOf(messages, { messages: 2, bytesPerTopic: 1e6 }))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('begins another when one topic would get more bytes than it takes; what goes to others does not count', () => {
    const messages = [message('t', 'a', 400), message('u', 'b', 400), message('t', 'c', 400), message('t', 'd', 400)];
    const sends = sendsOf(messages, { messages: 100, bytesPerTopic: 1_000 });
    expect(keys(sends)).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('counts bytes, not characters, and the headers too', () => {
    const size = (value: string, headers = {}) => sizeOf({ content: packed({ key: '府', value, headers }) });
    // A length before each text, and the number of headers.
    expect(size('院')).toBe(16 + 4 + 4 + 1);
    expect(size('院', { h: '通' })).toBe(16 + 4 + 4 + 1 + 2 + 4);
  });

  it('takes what was packed before as it is', () => {
    const content = packed({ key: 'a', value: 'x' });
    expect(sendsOf([{ topic: 't', key: 'a', content }])).toEqual([[{ topic: 't', key: 'a', content }]]);
  });

  it('sends what is larger than the bound alone', () => {
    const messages = [message('t', 'a'), message('t', 'large', 5_000), message('t', 'b')];
    expect(keys(sendsOf(messages, { messages: 100, bytesPerTopic: 1_000 }))).toEqual([['a'], ['large'], ['b']]);
  });

  it('refuses by name what is larger than the topic takes', () => {
    const send = () => sendsOf([message('t', 'referral-7', 5_000)], undefined, 4_000);
    expect(send).toThrow(MessageTooLarge);
    expect(send).toThrow(/referral-7/);
  });

  it('refuses a message without a key', () => expect(() => sendsOf([message('t', '')])).toThrow(RangeError));

  it('makes no send of nothing', () => expect(sendsOf([])).toEqual([]));
});
