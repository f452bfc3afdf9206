import { firstDifference, TopicDigest, type Said } from './digest';

const digest = (...said: [key: string, value: string][]): TopicDigest => {
  const made = new TopicDigest();
  said.map(([key, value]): Said => ({ key, value })).forEach((each) => made.add(each));
  return made;
};

describe('what should lie in a topic, and what does', () => {
  const owed = digest(['a', '1'], ['b', '1'], ['a', '2']);

  it('is the same in whatever order its streams come', () => {
    const held = digest(['b', '1'], ['a', '1'], ['a', '2']);
    expect(firstDifference('t', owed, held)).toBeUndefined();
    expect(held.topic).toEqual(owed.topic);
  });

  it.each([
    ['missing', digest(['a', '1'], ['b', '1']), { key: 'a', owed: 2, held: 1 }],
    ['twice', digest(['a', '1'], ['b', '1'], ['b', '1'], ['a', '2']), { key: 'b', owed: 1, held: 2 }],
    ['out of order', digest(['a', '2'], ['b', '1'], ['a', '1']), { key: 'a', owed: 2, held: 2 }],
    ['another text', digest(['a', '1'], ['b', '?'], ['a', '2']), { key: 'b', owed: 1, held: 1 }],
    ['not owed', digest(['a', '1'], ['b', '1'], ['a', '2'], ['c', '1']), { key: 'c', owed: 0, held: 1 }],
  ])('is not the same when one is %s, and the stream is named', (_, held, difference) => {
    expect(firstDifference('t', owed, held)).toEqual({ topic: 't', ...difference });
    expect(held.topic).not.toEqual(owed.topic);
  });
});
