import { isOutOfReach } from './out-of-reach';

const coded = (code: string) => Object.assign(new Error('it failed'), { code });

describe('a database that cannot be asked now', () => {
  it.each(['08006', '08001', '53300', '57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])(
    'is known by %s',
    (code) => expect(isOutOfReach(coded(code))).toBe(true),
  );

  it('is not meant where something else failed because of it: whoever wrapped it says what that means', () =>
    expect(isOutOfReach(new Error('The event store is away', { cause: coded('ECONNREFUSED') }))).toBe(false));

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'timeout exceeded when trying to connect',
  ])('is known by what its driver says: %s', (message) => expect(isOutOfReach(new Error(message))).toBe(true));

  it.each(['42P01', '23505', '57014', '40001', 'SQLITE_BUSY'])('is not meant by %s', (code) =>
    expect(isOutOfReach(coded(code))).toBe(false),
  );

  it.each([undefined, null, 'Connection terminated unexpectedly', new TypeError('x is not a function')])(
    'nor by %p',
    (error) => expect(isOutOfReach(error)).toBe(false),
  );
});
