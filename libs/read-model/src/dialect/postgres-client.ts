import { hash } from 'node:crypto';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { Connection, Pool, PoolClient, Submittable } from 'pg';

/** From so many letters on a statement is parsed once for each connection; such are those that write many rows. */
const LONG = 1_500;

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? hash('sha1', text);
  names.set(text, name);
  return name;
}

/** `copy … from stdin` with its lines. */
class Copy implements Submittable {
  private failure: Error | undefined;

  constructor(
    private readonly text: string,
    private readonly lines: string,
    private readonly done: (error?: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.text);
  }

  handleCopyInResponse(connection: CopyingConnection): void {
    connection.sendCopyFromChunk(Buffer.from(this.lines));
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.failure = error;
    // Where the connection is gone nothing follows; asked twice, a promise settles once.
    this.done(error);
  }

  handleReadyForQuery(): void {
    this.done(this.failure);
  }
}

type CopyingConnection = Connection & { sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void };

/** What Kysely asks of a pool, with COPY, and with long statements prepared. */
export function writingPool(pool: Pool): PostgresPool {
  const wrapped = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? writingClient(client);
      wrapped.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

const COPIED: PostgresQueryResult<never> = { command: 'INSERT', rowCount: 0, rows: [] };

function writingClient(client: PoolClient): PostgresPoolClient {
  const query = (text: string, values: readonly unknown[] = []): Promise<PostgresQueryResult<unknown>> => {
    if (text.startsWith('copy ')) {
      return new Promise((resolve, reject) => {
        client.query(new Copy(text, String(values[0]), (error) => (error ? reject(error) : resolve(COPIED))));
      });
    }
    const isPrepared = text.length >= LONG && text.startsWith('insert ');
    const asked = { text, values: [...values], ...(isPrepared ? { name: nameOf(text) } : {}) };
    return client.query(asked) as unknown as Promise<PostgresQueryResult<unknown>>;
  };
  return { query: query as PostgresPoolClient['query'], release: () => client.release() };
}
