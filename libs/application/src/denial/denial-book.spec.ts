import type { DenialEvent, Denials } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { StoreUnavailable } from '../refusals';
import type { Standing } from '../register';
import { DenialBook } from './denial-book';
import { RATION } from './denial-ration';
import { DenialRegister } from './denial-register';

/** A record in memory that keeps each request once, as the port promises, and may be away. */
class RecordInMemory extends DenialRegister {
  away = false;
  readonly days = new Map<string, DenialEvent[]>();
  private readonly requests = new Set<string>();

  async change(day: string, decide: (state: Denials.DayOfDenials) => DenialEvent[], cause: Cause): Promise<Receipt> {
    if (this.away) throw new StoreUnavailable('away');
    if (!this.requests.has(cause.request.id)) {
      this.days.set(day, [...(this.days.get(day) ?? []), ...decide({ denials: 0 })]);
    }
    this.requests.add(cause.request.id);
    return { recorded: false, eventIds: [], stream: `denials-${day}` };
  }

  read(): Promise<Standing<Denials.DayOfDenials>> {
    throw new Error('Nobody reads here.');
  }

  get all() {
    return [...this.days.values()].flat().map(({ data }) => data);
  }
}

const denial: Denials.Denial = {
  account: 'zhang-wei',
  unitId: 'panshi-court',
  roles: ['officer'],
  act: 'accept-referral',
  record: { category: 'referral', id: 'r-1' },
  rule: 'referral.not-holder',
};
const onRecord = (id: string): Denials.Denial => ({ ...denial, record: { category: 'referral', id } });

describe('the book of denials', () => {
  let now: Date;
  let record: RecordInMemory;
  let book: DenialBook;
  const later = (seconds: number) => (now = new Date(now.getTime() + 1000 * seconds));

  beforeEach(() => {
    now = new Date('2026-03-02T01:00:00.000Z');
    record = new RecordInMemory();
    book = new DenialBook(record, { now: () => now });
  });

  it('counts the same denial within a minute, from the first to the last', async () => {
    book.note(denial, 'first');
    later(20);
    book.note({ ...denial }, 'second');
    expect([record.all, book.waiting]).toEqual([[], 1]);
    await book.flush();
    expect(record.all).toEqual([
      {
        ...denial,
        count: 2,
        occurredAt: '2026-03-02T01:00:00.000Z',
        lastAt: '2026-03-02T01:00:20.000Z',
        correlationId: 'first',
      },
    ]);
    expect(book.waiting).toBe(0);
  });

  it('tells anew what goes on after a minute', async () => {
    book.note(denial, 'c');
    later(60);
    book.note(denial, 'c');
    await book.flush();
    expect(record.all.map(({ count, occurredAt }) => [count, occurredAt])).toEqual([
      [1, '2026-03-02T01:00:00.000Z'],
      [1, '2026-03-02T01:01:00.000Z'],
    ]);
  });

  it.each<[string, Partial<Denials.Denial>]>([
    ['another account', { account: 'li-ming' }],
    ['another act', { act: 'return-referral' }],
    ['another record', { record: { category: 'referral', id: 'r-2' } }],
    ['another rule', { rule: 'record-hidden' }],
  ])('keeps %s apart', async (_, other) => {
    book.note(denial, 'c');
    book.note({ ...denial, ...other }, 'c');
    await book.flush();
    expect(record.all.map(({ count }) => count)).toEqual([1, 1]);
  });

  it('tells a flood of one account in so many entries a minute and one for the rest, however often it is read', async () => {
    for (let n = 0; n < 10_000; n++) book.note(onRecord(`r-${n}`), 'c');
    await book.flush();
    expect(record.all).toHaveLength(RATION + 1);
    expect(record.all.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
    expect(record.all.at(-1)).toMatchObject({
      account: 'zhang-wei',
      act: null,
      record: null,
      rule: null,
      count: 9_980,
    });

    for (let n = 0; n < 100; n++) book.note(onRecord(`s-${n}`), 'c');
    book.note({ ...denial, account: 'li-ming' }, 'c');
    await book.flush();
    expect(record.all.slice(RATION + 1).map(({ account, count }) => [account, count])).toEqual([
      ['zhang-wei', 100],
      ['li-ming', 1],
    ]);
    later(60);
    book.note(onRecord('t-1'), 'c');
    await book.flush();
    expect(record.all.at(-1)).toMatchObject({ record: { id: 't-1' }, count: 1 });
  });

  it('lays each where its day in Shanghai begins it', async () => {
    now = new Date('2026-03-02T15:59:59.000Z');
    book.note(denial, 'c');
    later(2);
    book.note(onRecord('r-2'), 'c');
    await book.flush();
    expect([...record.days.keys()]).toEqual(['2026-03-02', '2026-03-03']);
  });

  it('keeps what the store does not take, and records it once when it is back', async () => {
    record.away = true;
    book.note(denial, 'c');
    await expect(book.flush()).rejects.toBeInstanceOf(StoreUnavailable);
    book.note(onRecord('r-2'), 'c');
    await expect(book.flush()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(book.waiting).toBe(2);
    record.away = false;
    await Promise.all([book.flush(), book.flush()]);
    expect(record.all.map(({ record: named }) => named?.id)).toEqual(['r-1', 'r-2']);
  });

  it('keeps ten thousand, and counts each further one that is lost', async () => {
    record.away = true;
    for (let n = 0; n < 10_500; n++) book.note({ ...denial, account: `account-${n}` }, 'c');
    expect([book.lost, book.waiting]).toEqual([500, 10_000]);
    book.note({ ...denial, account: 'account-1' }, 'c');
    expect(book.lost).toBe(500);
    record.away = false;
    await book.flush();
    expect(record.all).toHaveLength(10_000);
  });
});
