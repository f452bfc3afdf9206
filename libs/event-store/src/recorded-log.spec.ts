import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factOf } from './recorded-log';

/** Every `category: '…'` that a register of this room names for its streams. */
const categories = readdirSync(__dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap((file) => [...readFileSync(join(__dirname, file), 'utf8').matchAll(/(?:category:|CATEGORY =) '(\w+)'/g)])
  .map(([, category]) => category as string);

describe('whoever reads the whole log', () => {
  it('finds the registers', () => expect(categories).toEqual(expect.arrayContaining(['unit', 'unitMoves', 'denials'])));

  it.each(categories)('knows the streams of %s', (category) => {
    const event = { streamId: `${category}-a`, type: 'NeverStored.v1', revision: 0, id: '', data: {}, metadata: {} };
    expect(() => factOf(event as never)).toThrow(/NeverStored/);
    expect(() => factOf(event as never)).not.toThrow(/names no kind of record/);
  });

  it('stops at a stream of no kind', () =>
    expect(() => factOf({ streamId: 'other-a', type: 'X.v1', revision: 0 } as never)).toThrow(
      /names no kind of record/,
    ));
});
