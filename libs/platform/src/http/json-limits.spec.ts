import { checkJson } from './json-limits';

const limits = { depth: 3, items: 4, members: 2 };
const check = (text: string) => () => checkJson(Buffer.from(text), JSON.parse(text), limits);
const refused = (code: string, members: object = {}) =>
  expect.objectContaining({ code, parts: expect.objectContaining(members) as object }) as Error;

describe('the parts of a JSON body', () => {
  it.each([
    '{"a":[{"b":1}]}',
    '[1,2,3,4]',
    '{"a":":\\":{}","b":"\\\\"}',
    '{"甲：乙":"丙:丁","a":"\\u003a"}',
    '[{"a":1},{"a":2}]',
    '{"a":{"a":1}}',
    '[{}, [], null, -0]',
    '"text : text"',
    'null',
  ])('%s is in order', (text) => expect(check(text)).not.toThrow());

  it.each([
    ['[[[[]]]]', 'depth', 3],
    ['{"a":[{"b":{}}]}', 'depth', 3],
    ['[1,2,3,4,5]', 'items', 4],
    ['{"a":[0,0,0,0,0]}', 'items', 4],
    ['{"a":1,"b":2,"c":3}', 'members', 2],
  ])('%s goes beyond %s', (text, limit, most) =>
    expect(check(text)).toThrow(refused('body-too-complex', { members: { limit, most } })),
  );

  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":2}',
    '[{"reason":"x"},{"reason":"y","reason":"z"}]',
    '{"a":"\\"","a":":"}',
    '{"":0,"":0}',
  ])('%s says a member twice', (text) => expect(check(text)).toThrow(refused('repeated-member')));

  it('of any depth do not end the process', () => {
    expect(check(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toThrow(refused('body-too-complex'));
  });
});
