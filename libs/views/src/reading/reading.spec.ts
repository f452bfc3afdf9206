import { ProblemCatalogue } from '@fuyuan/platform';
import { askerOf, regionsWithin } from './asker';
import { cursorOf, keysIn } from './cursor';
import { Directory } from './directory';
import { pageOf } from './page';
import { shanghaiDay } from './read-side';
import type { KnownUnit } from './units-known';
import { viewProblems } from './view-problems';

const unit = (
  unitId: string,
  system: KnownUnit['system'],
  heir: readonly [string, string] | null = null,
): KnownUnit => ({
  ...{ unitId, name: `${unitId}的名称`, system, regionCode: '220284' },
  heirId: heir?.[0] ?? null,
  heirFrom: heir?.[1] ?? null,
});

const UNITS = [
  unit('land', 'government', ['housing', '2026-03-01']),
  unit('mines', 'government', ['land', '2025-01-01']),
  unit('housing', 'government'),
  unit('town', 'government', ['housing', '2026-09-01']),
  unit('court', 'court'),
];
const on = (day: string) => new Directory(UNITS, day);

describe('the directory of units', () => {
  it('follows heirs to the one that stands today, and not before its day', () => {
    expect(on('2026-03-01').standingFor('mines')).toBe('housing');
    expect(on('2026-02-28').standingFor('mines')).toBe('land');
    expect(on('2024-12-31').standingFor('mines')).toBe('mines');
    expect(on('2026-03-01').standingFor('nobody-knows-it')).toBe('nobody-knows-it');
  });

  it('says for whom a unit stands: nobody any more, once another stands for it', () => {
    expect(on('2026-03-01').stoodForBy('housing')).toEqual(['land', 'mines', 'housing']);
    expect(on('2026-03-01').stoodForBy('land')).toEqual([]);
    expect(on('2026-03-01').ofSystem('government')).toEqual(['land', 'mines', 'housing', 'town']);
    expect(on('2026-03-01').ofSystem('procuratorate')).toEqual([]);
  });

  it('ends where heirs go round in a circle', () => {
    const round = new Directory(
      [unit('a', 'court', ['b', '2026-01-01']), unit('b', 'court', ['a', '2026-01-01'])],
      '2026-02-01',
    );
    expect([round.standingFor('a'), round.standingFor('b')]).toEqual(['b', 'a']);
  });

  it('turns its day in Asia/Shanghai', () => {
    expect(shanghaiDay(new Date('2026-02-28T15:59:59.999Z'))).toBe('2026-02-28');
    expect(shanghaiDay(new Date('2026-02-28T16:00:00.000Z'))).toBe('2026-03-01');
  });
});

describe('who asks', () => {
  const asks = (unitId: string, ...roles: ('officer' | 'office' | 'auditor')[]) =>
    askerOf({ unit: unitId, roles }, 'government', on('2026-03-01'));

  it('an officer sees for its unit and those for which it stands', () =>
    expect(asks('housing', 'officer')).toMatchObject({ sees: ['land', 'mines', 'housing'], region: null }));
  it('the office its region besides', () =>
    expect(asks('town', 'officer', 'office')).toMatchObject({ role: 'office', sees: ['town'], region: '220284' }));
  it('an auditor for all of this side, wherever their own unit belongs', () =>
    expect(asks('court', 'officer', 'auditor')).toMatchObject({
      role: 'auditor',
      own: ['court'],
      sees: asks('housing', 'officer').side,
    }));

  it.each(['court', 'unheard-of'])('nobody else of %s', (unitId) =>
    expect(() => asks(unitId, 'office')).toThrow(expect.objectContaining({ code: 'not-of-this-side' }) as Error),
  );
  it('nobody without a role', () =>
    expect(() => asks('housing')).toThrow(expect.objectContaining({ code: 'forbidden' }) as Error));

  it.each([
    ['220284', ['220284']],
    ['220200', ['220200', '220284']],
    ['220000', ['220000', '220200', '220284', '229999']],
  ])('the region %s holds %j', (wider, within) => {
    const { from, to } = regionsWithin(wider);
    const all = ['210284', '220000', '220200', '220284', '229999', '230000'];
    expect(all.filter((region) => region >= from && region < to)).toEqual(within);
  });
});

describe('a cursor', () => {
  const question = { view: 'referrals', unit: 'court', states: ['sent'], kind: undefined };
  const cursor = cursorOf(question, ['2026-03-01T00:00:00.000Z', '移送', 3]);
  const refusal = (code: string) => expect.objectContaining({ code }) as Error;

  it('leads on in the same question, in whatever order it was put', () => {
    expect(keysIn(question, cursor)).toEqual(['2026-03-01T00:00:00.000Z', '移送', 3]);
    expect(keysIn({ states: ['sent'], unit: 'court', view: 'referrals' }, cursor)).toHaveLength(3);
  });

  it.each([{ unit: 'police' }, { states: ['closed'] }, { kind: 'clue' }, { view: 'law-notices' }])(
    'is refused in another, %j',
    (other) => expect(() => keysIn({ ...question, ...other }, cursor)).toThrow(refusal('cursor-of-another-query')),
  );

  const forged = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
  const sealed = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  it.each(
    [
      ['', cursor.slice(1), `${cursor}x`.repeat(100), 'null', '％％', cursor.replace(/^./, 'Z')],
      [sealed(null), sealed({}), sealed([forged[0], ['2026', 'x', 1], forged[2]]), sealed([forged[0], {}, forged[2]])],
    ].flat(),
  )('is refused where it was tampered with, %#', (damaged) =>
    expect(() => keysIn(question, damaged)).toThrow(refusal('cursor-damaged')),
  );
});

it('a page says where the next one begins, and the last that nothing follows', () => {
  const question = { view: 'numbers' };
  const page = (from: number) =>
    pageOf([1, 2, 3, 4, 5].filter((one) => one > from).slice(0, 3), 2, { question, keysOf: (one) => [one] });
  expect(page(0).items).toEqual([1, 2]);
  expect(keysIn(question, page(0).next ?? '')).toEqual([2]);
  expect(page(3)).toEqual({ items: [4, 5], next: null });
});

it('every refusal has its sentence in both languages', () => {
  expect(new ProblemCatalogue().register(viewProblems)).toBeInstanceOf(ProblemCatalogue);
  for (const { title, detail } of Object.values(viewProblems)) {
    expect(title.zh + detail.zh).toMatch(/\p{Script=Han}/u);
    expect(title.en + detail.en).toMatch(/^[\x20-\x7E]+$/);
  }
});
