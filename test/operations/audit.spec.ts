import type { Receipt } from './act-book';
import { faultsOf, type Stored } from './audit';

const stream = 'lawNotice-1';
const stored = (revision: number, change: Partial<Stored> = {}): Stored => ({
  eventId: `event-${revision}`,
  revision,
  position: `${100 + revision * 7}/${100 + revision * 7}`,
  recordedAt: `2026-03-02T01:00:0${revision}.000Z`,
  ...change,
});
const receiptFor = ({ eventId, ...rest }: Stored): Receipt => ({
  recorded: true,
  eventIds: [eventId],
  stream,
  record: { id: '1', href: '/v1/law-notices/1' },
  ...rest,
});

const history = [stored(0), stored(1), stored(2)];
const receipts = history.map(receiptFor);
const faults = (kept: readonly Stored[], told: readonly Receipt[] = receipts) =>
  faultsOf(new Map([[stream, kept]]), told);

describe('the audit of a history against its receipts', () => {
  it('finds nothing where both say the same', () => expect(faults(history)).toEqual([]));

  it('takes an act of several events as one receipt', () => {
    const both = { ...receiptFor(stored(2)), eventIds: ['event-1', 'event-2'] };
    expect(faults(history, [receiptFor(stored(0)), both])).toEqual([]);
  });

  it('names an acknowledged event that is missing', () => {
    expect(faults(history.slice(0, 2))).toEqual([expect.stringContaining('event-2 is not there')]);
  });

  it('names a record that is gone altogether', () => {
    expect(faultsOf(new Map(), receipts)).toHaveLength(3);
  });

  it('names an event that was stored twice', () => {
    const doubled = [...history, stored(3, { eventId: 'event-2' })];
    expect(faults(doubled)).toContain(`${stream}@3: event event-2 is stored twice`);
  });

  it('names an act that was recorded again under a new event id', () => {
    expect(faults([...history, stored(3)])).toEqual([`${stream}@3: event event-3 belongs to 0 acts`]);
  });

  it('names an event that two acts were told to be theirs', () => {
    expect(faults(history, [...receipts, receiptFor(stored(2))])).toEqual([
      `${stream}@2: event event-2 belongs to 2 acts`,
    ]);
  });

  it('names a gap in the revisions', () => {
    const gap = [stored(0), stored(1), { ...stored(2), revision: 3 }];
    expect(faults(gap)).toContain(`${stream}: revision 3 stands where 2 belongs`);
  });

  it('names positions that do not ascend', () => {
    const back = [stored(0), stored(1, { position: '100/100' }), stored(2)];
    const told = back.map(receiptFor);
    expect(faults(back, told)).toEqual([`${stream}@1: position 100/100 does not ascend`]);
  });

  it('names a receipt whose time or position is not that of the history', () => {
    const told = [...receipts.slice(0, 2), { ...receiptFor(stored(2)), recordedAt: '2026-03-02T01:00:09.000Z' }];
    expect(faults(history, told)).toEqual([expect.stringContaining('another position or time')]);
  });
});
