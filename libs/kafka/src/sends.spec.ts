import { MessageTooLarge } from './faults';
import { sendsOf, sizeOf, type OutgoingMessage } from './sends';

const message = (topic: string, key: string, bytes = 10): OutgoingMessage => ({ topic, key, value: 'x'.repeat(bytes) });
const keys = (sends: OutgoingMessage[][]) => sends.map((send) => send.map(({ key }) => key));

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
    expect(sizeOf({ topic: 't', key: '府', value: '院' })).toBe(64 + 3 + 3);
    expect(sizeOf({ topic: 't', key: 'k', value: 'v', headers: { h: '通' } })).toBe(64 + 2 + 10 + 1 + 3);
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
