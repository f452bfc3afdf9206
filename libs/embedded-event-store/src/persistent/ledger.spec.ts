import { Ledger } from './ledger';

describe('how far a group is', () => {
  it('is where it began, until something is settled', () => {
    const ledger = new Ledger(-1);
    ledger.took(0);
    ledger.took(1);
    expect(ledger.settledTo).toBe(-1);
  });

  it('never passes what is unsettled, in whatever order the rest is settled', () => {
    const ledger = new Ledger(-1);
    for (const cursor of [0, 1, 2, 3]) ledger.took(cursor);
    ledger.settled(3);
    ledger.settled(1);
    expect(ledger.settledTo).toBe(-1);
    ledger.settled(0);
    expect(ledger.settledTo).toBe(1);
    ledger.settled(2);
    expect(ledger.settledTo).toBe(3);
    expect(ledger.size).toBe(0);
  });

  it('names cursors that were read, also where they have gaps', () => {
    const ledger = new Ledger(0);
    for (const cursor of [264, 528, 1_093]) ledger.took(cursor);
    ledger.settled(264);
    expect(ledger.settledTo).toBe(264);
    ledger.settled(528);
    expect(ledger.settledTo).toBe(528);
  });

  it('moves over what was left out, when nothing is open', () => {
    const ledger = new Ledger(0);
    ledger.passed(900);
    expect(ledger.settledTo).toBe(900);
    ledger.took(950);
    ledger.passed(2_000);
    expect(ledger.settledTo).toBe(900);
    ledger.settled(950);
    expect(ledger.settledTo).toBe(2_000);
  });
});
