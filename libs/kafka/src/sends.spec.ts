import { MessageTooLarge } from './faults';
import { packed } from './produce/packed';
import { sendsOf, sizeOf, type OutgoingMessage, type Send } from './sends';

const message = (topic: string, key: string, bytes = 10): OutgoingMessage => ({ topic, key, value: 'x'.repeat(bytes) });
/** Of each send the keys in each topic. */
const told = (sends: readonly Send[]) =>
  sends.map((send) => Object.fromEntries([...send].map(([topic, { keys }]) => [topic, keys])));

describe('messages divided into sends', () => {
  it('keeps their order and their number', () => {
    const messages = ['a', 'b', 'c', 'd', 'e'].map((key) => message('t', key));
    const sends = sendsOf(messages, { messages: 2, bytesPerTopic: 1e6 });
    expect(told(sends)).toEqual([{ t: ['a', 'b'] }, { t: ['c', 'd'] }, { t: ['e'] }]);
  });

  it('begins another when one topic would get more bytes than it takes; what goes to others does not count', () => {
    const messages = [message('t', 'a', 400), message('u', 'b', 400), message('t', 'c', 400), message('t', 'd', 400)];
    const sends = sendsOf(messages, { messages: 100, bytesPerTopic: 1_000 });
    expect(told(sends)).toEqual([{ t: ['a', 'c'], u: ['b'] }, { t: ['d'] }]);
  });

  it('counts bytes, not characters, and the headers too', () => {
    const size = (value: string, headers = {}) => sizeOf({ content: packed({ key: '府', value, headers }) });
    // A length before each text, and the number of headers.
    expect(size('院')).toBe(16 + 4 + 4 + 1);
    expect(size('院', { h: '通' })).toBe(16 + 4 + 4 + 1 + 2 + 4);
  });

  it('takes what was packed before as it is', () => {
    const content = packed({ key: 'a', value: 'x' });
    const [send] = sendsOf([{ topic: 't', key: 'a', content }]);
    const grouped = send?.get('t')?.reduce((_, asked) => Object.assign(asked as object, { partitions: 1 }), {});
    expect(grouped?.[0]).toMatchObject([{ key: 'a', content }]);
    expect(grouped?.[0]?.[0]?.content).toBe(content);
  });

  it('puts what goes to several topics into each, and all of them into one send', () => {
    const both = { topic: ['t', 'u'], key: 'b', value: 'x'.repeat(400) };
    const sends = sendsOf([message('t', 'a', 400), both, { ...both, key: 'c' }], {
      messages: 100,
      bytesPerTopic: 1_000,
    });
    expect(told(sends)).toEqual([
      { t: ['a', 'b'], u: ['b'] },
      { t: ['c'], u: ['c'] },
    ]);
    expect(told(sendsOf([both, both], { messages: 2, bytesPerTopic: 1e6 }))).toHaveLength(2);
  });

  it('sends what is larger than the bound alone', () => {
    const messages = [message('t', 'a'), message('t', 'large', 5_000), message('t', 'b')];
    const sends = sendsOf(messages, { messages: 100, bytesPerTopic: 1_000 });
    expect(told(sends)).toEqual([{ t: ['a'] }, { t: ['large'] }, { t: ['b'] }]);
  });

  it('refuses by name what is larger than the topic takes', () => {
    const send = () => sendsOf([message('t', 'referral-7', 5_000)], undefined, 4_000);
    expect(send).toThrow(MessageTooLarge);
    expect(send).toThrow(/referral-7/);
  });

  it('refuses a message without a key', () => expect(() => sendsOf([message('t', '')])).toThrow(RangeError));

  it('makes no send of nothing', () => expect(sendsOf([])).toEqual([]));
});
