import { etagOf, idempotencyKeyOf, ifMatchOf } from './headers';

const refused = (code: string) => expect.objectContaining({ code }) as Error;

describe('Idempotency-Key', () => {
  it.each([['a'], ['9f1c-…'.replace('…', '!')], ['x'.repeat(128)]])('takes %j', (key) =>
    expect(idempotencyKeyOf({ 'idempotency-key': key })).toBe(key),
  );
  it.each([[undefined], [''], ['two words'], ['汉字'], ['x'.repeat(129)], ['tab\t'], ['\x7f']])('refuses %j', (key) =>
    expect(() => idempotencyKeyOf({ 'idempotency-key': key })).toThrow(refused('idempotency-key')),
  );
});

describe('If-Match', () => {
  it('is no condition when it is not there', () => expect(ifMatchOf({})).toBeUndefined());
  it('reads what an ETag says', () => expect(ifMatchOf({ 'if-match': etagOf(12) })).toBe(12));
  it.each([['*'], ['3'], ['W/"3"'], ['"-1"'], ['"03"'], ['"1", "2"'], ['"1e3"'], ['""'], ['"99999999999999999"']])(
    'refuses %j',
    (tag) => expect(() => ifMatchOf({ 'if-match': tag })).toThrow(refused('if-match')),
  );
});
