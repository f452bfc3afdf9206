import { asksToWait, isTransient, waitMs } from './patience';

const now = new Date('2026-03-02T01:00:00Z');
const wait = (tries: number, retryAfter?: string, random = 0) => waitMs({ tries, retryAfter, now, random });

describe('how long to wait', () => {
  it('doubles with each try, to five seconds', () =>
    expect([1, 2, 3, 4, 5, 6, 20].map((tries) => wait(tries, undefined, 1))).toEqual([
      200, 400, 800, 1600, 3200, 5000, 5000,
    ]));
  it('is half as long at least, so that callers spread', () => expect(wait(3, undefined, 0)).toBe(400));

  it('is what the server asks for in seconds', () => expect(wait(1, '7')).toBe(7000));
  it('is what the server asks for as a date', () => expect(wait(1, 'Mon, 02 Mar 2026 01:00:03 GMT')).toBe(3000));
  it('is nothing when that date is over', () => expect(wait(1, 'Mon, 02 Mar 2026 00:00:00 GMT')).toBe(0));
  it('is a minute at most, whatever is asked for', () => expect(wait(1, '86400')).toBe(60_000));
  it('heeds nothing that is not of the header', () => expect(wait(1, 'soon')).toBe(100));
  it('spreads callers that are asked to wait equally long', () => expect(wait(1, '1', 1)).toBe(1200));
});

describe('what waiting helps against', () => {
  it.each([429, 502, 503, 504])('HTTP %d', (status) => expect(asksToWait(status)).toBe(true));
  it.each([200, 201, 400, 401, 403, 404, 409, 422, 500])('not HTTP %d', (status) =>
    expect(asksToWait(status)).toBe(false),
  );

  const failed = (code: string) => Object.assign(new Error('failed'), { code });
  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'])('%s', (code) =>
    expect(isTransient(failed(code))).toBe(true),
  );
  it.each(['ENOTFOUND', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_INVALID_CHAR'])('not %s', (code) =>
    expect(isTransient(failed(code))).toBe(false),
  );
  it('not what has no code', () => {
    expect(isTransient(new Error('broken'))).toBe(false);
    expect(isTransient(undefined)).toBe(false);
  });
});
