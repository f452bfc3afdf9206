import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
  validateSync,
} from 'class-validator';
import fc from 'fast-check';
import { calendarDate } from './dates';
import { type Fault, ValidationFailed } from './fault';
import { Whole } from './numbers';
import { ListOf, Nested, nested } from './parts';
import { property } from './property';
import { validated } from './read-into';
import { Text } from './text';

class Party {
  @Text({ max: 10 })
  name!: string;
}

class Norm {
  @Text({ max: 20 })
  title!: string;

  @property(calendarDate(), { optional: true })
  effectiveOn?: string;
}

class Notice {
  @Nested(() => Norm)
  norm!: Norm;

  @ListOf(nested(() => Party), { max: 3, optional: true })
  parties?: Party[];

  @Whole({ max: 9, optional: true })
  copies = 1;
}

function refusalOf(shape: new () => object, value: unknown): readonly Fault[] {
  try {
    validated(shape, value);
    return [];
  } catch (error) {
    if (error instanceof ValidationFailed) return error.faults;
    throw error;
  }
}
const faultsOf = (shape: new () => object, value: unknown): string[] =>
  refusalOf(shape, value).map(({ field, rule }) => `${field} ${rule}`);

describe('reading a request into its class', () => {
  it('gives an instance, all the way down, with the defaults of the class', () => {
    const notice = validated(Notice, { norm: { title: ' 民法典 ' }, parties: [{ name: '甲' }] });
    expect(notice).toBeInstanceOf(Notice);
    expect(notice.norm).toBeInstanceOf(Norm);
    expect(notice.parties?.[0]).toBeInstanceOf(Party);
    expect(notice).toEqual({ norm: { title: '民法典' }, parties: [{ name: '甲' }], copies: 1 });
  });

  it('takes null for a field that may be left out as left out', () => {
    expect(validated(Notice, { norm: { title: '甲', effectiveOn: null }, copies: null })).toEqual({
      norm: { title: '甲' },
      copies: 1,
    });
  });

  it('names every fault by its whole path', () => {
    const value = { norm: { title: 7, effectiveOn: '2026-02-30' }, parties: [{ name: '甲' }, { nam: '乙' }, 5], x: 1 };
    expect(faultsOf(Notice, value)).toEqual([
      'x unknown-field',
      'norm.title text',
      'norm.effectiveOn calendar-date',
      'parties[1].nam unknown-field',
      'parties[1].name required',
      'parties[2] object',
    ]);
  });

  it.each([[null], [undefined], [[]], ['{}'], [7]])('refuses %j where an object belongs', (value) => {
    expect(faultsOf(Notice, value)).toEqual([' object']);
  });

  it('is not taken in by the keys of JavaScript', () => {
    const sly = JSON.parse(
      '{"__proto__": {"norm": {"title": "甲"}}, "constructor": {"prototype": {"x": 1}}}',
    ) as unknown;
    expect(faultsOf(Notice, sly)).toEqual(['__proto__ unknown-field', 'constructor unknown-field', 'norm required']);
    expect(faultsOf(Notice, Object.create({ norm: { title: '甲' } }))).toEqual(['norm required']);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('does not carry a client without end', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`.padEnd(500, 'x'), 1]));
    const faults = faultsOf(Notice, many);
    expect(faults).toHaveLength(50);
    expect(Math.max(...faults.map((fault) => fault.length))).toBeLessThan(90);
  });
});

class Borrowed {
  @IsString()
  @MaxLength(3)
  name!: string;

  @IsInt()
  @IsIn([1, 2])
  kind!: number;

  @IsOptional()
  @Matches(/^a/, { each: true })
  words?: string[];

  @ValidateIf((given: Borrowed) => given.kind === 2)
  @IsString()
  reason?: string;
}

describe('the rules of class-validator itself', () => {
  it('are kept, in the order in which they are written, with words in both languages', () => {
    expect(refusalOf(Borrowed, { name: 7, kind: 3 })).toEqual([
      { field: 'name', rule: 'isString', zh: '须为文本。', en: 'Must be text.' },
      { field: 'kind', rule: 'isIn', zh: '须为以下之一：1, 2。', en: 'Must be one of: 1, 2.' },
    ]);
    expect(refusalOf(Borrowed, { name: 'abcd', kind: 1 })).toMatchObject([{ rule: 'maxLength', zh: '最多 3 个字。' }]);
  });

  it('judge as class-validator does', () => {
    const seed = Date.now();
    process.stdout.write(`seed of the comparison with class-validator: ${seed}\n`);
    const given = fc.record(
      {
        name: fc.oneof(fc.string({ maxLength: 5 }), fc.integer()),
        kind: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant('1')),
        words: fc.oneof(fc.array(fc.constantFrom('a', 'ab', 'b')), fc.constant(null), fc.constant('a')),
        reason: fc.oneof(fc.string(), fc.integer()),
      },
      { requiredKeys: ['name', 'kind', 'reason'] },
    );
    fc.assert(
      fc.property(given, (value) => {
        const theirs = validateSync(Object.assign(new Borrowed(), value), { whitelist: true }).length === 0;
        expect(faultsOf(Borrowed, value).length === 0).toBe(theirs);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('may be asked of our own rules as well', () => {
    const [error] = validateSync(Object.assign(new Party(), { name: '' }));
    expect(error?.constraints).toEqual({ text: '不能为空白。 Must not be blank.' });
  });

  it('are refused, when the class is first used, where they would not be kept', () => {
    class Foreign {
      @ValidateNested()
      norm!: Norm;
    }
    class Bare {
      norm!: Norm;
    }
    class Grouped {
      @IsString({ groups: ['a'] })
      name!: string;
    }
    expect(() => validated(Foreign, {})).toThrow('Foreign.norm: use @Nested');
    expect(() => validated(Bare, {})).toThrow('No property of Bare');
    expect(() => validated(Grouped, {})).toThrow('groups are not supported');
  });
});
