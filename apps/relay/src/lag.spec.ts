import { BEGINNING, type Checkpoint } from './checkpoint';
import { lagOf } from './lag';

const NOW = new Date('2026-03-01T01:00:10.000Z');
const at = (second: number) => `2026-03-01T01:00:0${second}.000Z`;
const place = (position: number, second: number) => ({ position: `${position}/${position}`, recordedAt: at(second) });
const published = (facts: number, position: number): Checkpoint => ({
  ...BEGINNING,
  facts,
  position: `${position}/${position}`,
});
/** The log ends at 1000, recorded at :08; the first that is not published is from :02. */
const seen = { end: place(1000, 8), next: place(210, 2), at: NOW };

describe('how far the topics are behind the log', () => {
  it('is nothing when the log is empty, or published to its end', () => {
    const nothing = { events: 0, known: 'counted', seconds: 0 };
    expect(lagOf({ ...seen, end: undefined, next: undefined }, { checkpoint: BEGINNING, counted: undefined }, NOW)).toMatchObject(nothing); // prettier-ignore
    expect(lagOf(seen, { checkpoint: published(50, 1000), counted: undefined }, NOW)).toMatchObject(nothing);
  });

  it('is counted where this relay has read the log to its end', () => {
    const counted = { position: '1000/1000', facts: 50 };
    const lag = lagOf(seen, { checkpoint: published(10, 200), counted }, NOW);
    expect(lag).toEqual({ events: 40, known: 'counted', seconds: 8, asOf: NOW.toISOString() });
  });

  it('is estimated by the share of the log that was read, and says so, where it has not', () => {
    const counted = { position: '500/500', facts: 25 };
    expect(lagOf(seen, { checkpoint: published(10, 200), counted }, NOW)).toMatchObject({ events: 40, known: 'estimated' }); // prettier-ignore
    expect(lagOf(seen, { checkpoint: published(10, 200), counted: undefined }, NOW)).toMatchObject({ events: 40, known: 'estimated' }); // prettier-ignore
  });

  it('is not known in events before anything was read; in seconds it is', () => {
    const lag = lagOf(seen, { checkpoint: BEGINNING, counted: undefined }, NOW);
    expect(lag).toMatchObject({ events: null, known: 'estimated', seconds: 8 });
  });

  it('never says none while something is behind, and not more than the last is old once the first is published', () => {
    const counted = { position: '1000/1000', facts: 50 };
    expect(lagOf(seen, { checkpoint: published(50, 999), counted }, NOW)).toMatchObject({ events: 1, seconds: 2 });
  });
});
