import { type Kysely, sql } from 'kysely';
import type { Dialect } from './dialect/dialect';
import type { EngineTables, ParkedRow } from './engine-tables';
import type { Fault } from './fault';
import { received, type Received } from './received';

type Stuck = Readonly<{
  recordId: string;
  /** Of the last act that was folded. */
  revision: number;
  fault: Fault;
  messages: readonly Received[];
  now: Date;
}>;

/** Records of one build that could not be folded: they wait with all that comes for them, and others go on. */
export class Parking {
  constructor(
    private readonly dialect: Dialect,
    private readonly build: number,
  ) {}

  async parkedAmong(on: Kysely<EngineTables>, recordIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await on
      .selectFrom('parked')
      .select('record_id')
      .where('build', '=', this.build)
      .where(sql<boolean>`record_id in ${this.dialect.listOf(recordIds)}`)
      .execute();
    return new Set(rows.map(({ record_id }) => record_id));
  }

  async park(on: Kysely<EngineTables>, { recordId, fault, messages, revision, now }: Stuck): Promise<void> {
    const of = { build: this.build, record_id: recordId, since: now.toISOString(), revision, ...fault };
    await on
      .insertInto('parked')
      .values({ ...of, attempts: 1 })
      .execute();
    await this.add(on, recordId, messages);
  }

  async add(on: Kysely<EngineTables>, recordId: string, messages: readonly Received[]): Promise<void> {
    const { last } = await on
      .selectFrom('parked_messages')
      .select((all) => all.fn.max('nth').as('last'))
      .where('build', '=', this.build)
      .where('record_id', '=', recordId)
      .executeTakeFirstOrThrow();
    const first = (last ?? -1) + 1;
    for (const [at, { text }] of messages.entries()) {
      const row = { build: this.build, record_id: recordId, nth: first + at, text };
      await on.insertInto('parked_messages').values(row).execute();
    }
  }

  async messagesOf(on: Kysely<EngineTables>, recordId: string): Promise<Received[]> {
    const rows = await on
      .selectFrom('parked_messages')
      .select('text')
      .where('build', '=', this.build)
      .where('record_id', '=', recordId)
      .orderBy('nth')
      .execute();
    return rows.map(({ text }) => received(recordId, text));
  }

  /** Returns why it was stuck. */
  async release(on: Kysely<EngineTables>, recordId: string): Promise<ParkedRow | undefined> {
    const was = await on
      .selectFrom('parked')
      .selectAll()
      .where('build', '=', this.build)
      .where('record_id', '=', recordId)
      .executeTakeFirst();
    for (const table of ['parked', 'parked_messages'] as const) {
      await on.deleteFrom(table).where('build', '=', this.build).where('record_id', '=', recordId).execute();
    }
    return was;
  }

  /** It is stuck since then, and was tried once more. */
  async stuckBefore(on: Kysely<EngineTables>, { record_id, since, attempts }: ParkedRow): Promise<void> {
    const again = on.updateTable('parked').set({ since, attempts: attempts + 1 });
    await again.where('build', '=', this.build).where('record_id', '=', record_id).execute();
  }
}
