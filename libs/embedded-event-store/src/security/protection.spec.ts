import { NotProtected, isLoopback, protection } from './protection';

describe('where the store may be reached without protection', () => {
  it.each(['127.0.0.1', '127.8.9.1', '::1', 'localhost'])('%s is this machine', (host) =>
    expect(isLoopback(host)).toBe(true),
  );

  it.each(['0.0.0.0', '::', '10.0.0.1', '128.0.0.1', '127.0.0.1.example.org', '127.evil', 'example.org', ''])(
    '%s is not, and is refused',
    (host) => {
      expect(isLoopback(host)).toBe(false);
      expect(() => protection({ host, tls: undefined, users: undefined })).toThrow(NotProtected);
    },
  );
});
