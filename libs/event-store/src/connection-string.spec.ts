import { newClient, requireTruthfulAppends } from './connection-string';

describe('a connection string', () => {
  it.each(['', 'localhost:2113', 'http://localhost:2113', 'esdb://', 'esdb://admin:top-secret@?tls'])(
    "'%s' is refused in words that do not repeat it",
    (text) => {
      expect(() => newClient(text)).toThrow(/connection string of the event store is not valid/);
      expect(() => newClient(text)).not.toThrow(/top-secret/);
    },
  );

  it.each(['esdb://localhost:2113?tls=false', 'esdb://a,b,c?tls=false', 'esdb+discover://cluster.example/?tls=true'])(
    "'%s' makes a client",
    async (text) => {
      const client = newClient(text);
      await client.dispose();
    },
  );

  it.each(['throwOnAppendFailure', 'throwonappendfailure', 'throw_on_append_failure'])(
    'E3: refuses %s=false',
    (key) => {
      expect(() => requireTruthfulAppends(`esdb://localhost?tls=false&${key}=false`)).toThrow(/throwOnAppendFailure/);
      expect(() => requireTruthfulAppends(`esdb://localhost?${key}=true`)).not.toThrow();
    },
  );
});
