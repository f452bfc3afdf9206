import { GUESS_LIMITS, GuessLimit } from './guess-limit';
import { Turnstile } from './turnstile';

const { failures: FAILURES, windowMs: WINDOW } = GUESS_LIMITS;

describe('the limit on guessing', () => {
  let moment = 0;
  let limit: GuessLimit;
  const office = { name: 'office', address: '10.0.0.1' };
  const begin = (attempt = office, times = 1) => Array.from({ length: times }, () => limit.begin(attempt)).at(-1);

  beforeEach(() => {
    moment = 1_000;
    limit = new GuessLimit(() => moment);
  });

  it('lets five failures pass, and says how long to wait before another', () => {
    expect(begin(office, FAILURES)).toBeUndefined();
    moment += 60_000;
    expect(begin()).toBe((WINDOW - 60_000) / 1000);
  });

  it('ends with its window', () => {
    begin(office, FAILURES + 1);
    moment += WINDOW;
    expect(begin()).toBeUndefined();
  });

  it('counts attempts that are still under way: many at once do not slip through', () => {
    expect(Array.from({ length: 20 }, () => limit.begin(office)).filter((wait) => wait === undefined)).toHaveLength(
      FAILURES,
    );
  });

  it('forgets the failures of one who then signed in', () => {
    begin(office, FAILURES - 1);
    begin();
    limit.succeed(office);
    expect(begin(office, FAILURES)).toBeUndefined();
  });

  it('does not shut the same account out elsewhere, nor another account here', () => {
    begin(office, FAILURES + 1);
    expect(begin({ name: 'office', address: '10.0.0.2' })).toBeUndefined();
    expect(begin({ name: 'zhang-wei', address: '10.0.0.1' })).toBeUndefined();
  });

  it('does not let one name be guessed from everywhere, nor one address guess every name', () => {
    for (let at = 0; at < 50; at += 1) expect(begin({ name: 'office', address: `10.0.1.${at}` })).toBeUndefined();
    expect(begin({ name: 'office', address: '10.0.2.1' })).toBe(WINDOW / 1000);
    for (let at = 0; at < 50; at += 1) expect(begin({ name: `name-${at}`, address: '10.0.3.1' })).toBeUndefined();
    expect(begin({ name: 'name-51', address: '10.0.3.1' })).toBe(WINDOW / 1000);
  });

  it('does not shut out where one signed in before because others guess elsewhere', () => {
    begin();
    limit.succeed(office);
    for (let at = 0; at < 60; at += 1) begin({ name: 'office', address: `10.0.1.${at}` });
    expect(begin({ name: 'office', address: '10.0.2.1' })).toBe(WINDOW / 1000);
    expect(begin()).toBeUndefined();
    expect(begin(office, FAILURES)).toBe(WINDOW / 1000);
  });

  it('does not count an attempt that was not looked at', () => {
    for (let at = 0; at < 100; at += 1) {
      expect(begin()).toBeUndefined();
      limit.takeBack(office);
    }
    expect(begin()).toBeUndefined();
  });

  it('forgets the failures of one name alone', () => {
    begin(office, FAILURES);
    begin({ name: 'back office', address: '10.0.0.1' }, FAILURES);
    limit.forget('office');
    expect(begin()).toBeUndefined();
    limit.forget('nobody');
    expect(begin({ name: 'zhang-wei', address: '10.0.0.1' })).toBeUndefined();
  });

  it('keeps to the limits of its configuration', () => {
    limit = new GuessLimit(() => moment, { failures: 2, failuresSpread: 3, windowMs: 60_000 });
    expect(begin(office, 3)).toBe(60);
    expect(begin({ name: 'zhang-wei', address: '10.0.0.1' })).toBeUndefined();
    expect(begin({ name: 'li-ming', address: '10.0.0.1' })).toBe(60);
  });

  it('counts all addresses of one network of IPv6 as one place', () => {
    for (let at = 0; at < 50; at += 1)
      expect(begin({ name: `name-${at}`, address: `2001:db8:1:2::${at.toString(16)}` })).toBeUndefined();
    expect(begin({ name: 'zhang-wei', address: '2001:db8:1:2:ffff::1' })).toBe(WINDOW / 1000);
    expect(begin({ name: 'zhang-wei', address: '2001:db8:1:3::1' })).toBeUndefined();
  });

  it('shuts nobody out for longer than its window when the clock is set back', () => {
    moment = 100 * WINDOW;
    begin(office, FAILURES + 1);
    moment = WINDOW;
    expect(begin()).toBeUndefined();
    expect(begin(office, FAILURES)).toBe(WINDOW / 1000);
  });

  it('does not shut out those who signed in from a place before, because somebody there guesses at names', () => {
    begin();
    limit.succeed(office);
    for (let at = 0; at < 60; at += 1) begin({ name: `name-${at}`, address: office.address });
    expect(begin({ name: 'zhang-wei', address: office.address })).toBe(WINDOW / 1000);
    expect(begin()).toBeUndefined();
    expect(begin(office, FAILURES)).toBe(WINDOW / 1000);
  });

  it('keeps a bounded number of counters, however many names are tried', () => {
    const counts = (limit as unknown as { counts: { size: number } }).counts;
    for (let at = 0; at < 30_000; at += 1) begin({ name: `name-${at}`, address: `10.${at >> 8}.${at & 255}.1` });
    expect(counts.size).toBe(20_000);
  });
});

describe('the turnstile before costly work', () => {
  it('lets few in at once, keeps few waiting, and turns the rest away', async () => {
    const turnstile = new Turnstile(2, 3);
    const ends: (() => void)[] = [];
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, (inside += 1));
      await new Promise<void>((resolve) => ends.push(resolve));
      inside -= 1;
      return 'done';
    };
    const passed = Array.from({ length: 7 }, () => turnstile.pass(work));
    const all = Promise.all(passed);
    for (let ended = 0; ended < 5; ended += 1) {
      while (ends.length === 0) await new Promise((resolve) => setImmediate(resolve));
      ends.shift()?.();
    }
    expect(await all).toEqual(['done', 'done', 'done', 'done', 'done', undefined, undefined]);
    expect(most).toBe(2);
  });

  it('lets the next one in when the work of one before failed', async () => {
    const turnstile = new Turnstile(1, 1);
    const failing = turnstile.pass(async () => {
      throw new Error('no');
    });
    const next = turnstile.pass(async () => 'in');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('in');
    expect(await turnstile.pass(async () => 'in again')).toBe('in again');
  });
});
