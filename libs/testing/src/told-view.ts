import { exampleOf, isMessageType } from '@fuyuan/contracts';
import {
  beginBuild,
  migrate,
  Projector,
  received,
  type AnyProjection,
  type ReadDatabase,
  type Received,
} from '@fuyuan/read-model';

/** Of which record what was said (`unit.renamed`), what differs from the example of it, and when. */
export type Told = readonly [recordId: string, what: string, data: object, at?: string];

/** What is published of some records, one message after the other, as a feed would bring it. */
export class Telling {
  private readonly revisions = new Map<string, number>();
  private nth = 0;

  say([recordId, what, data, at = '2026-03-02T01:00:00.000Z']: Told): Received {
    const type = `cn.fuyuan.${what}.v1`;
    if (!isMessageType(type)) throw new Error(`There is no ${type}.`);
    const revision = this.revisions.get(recordId) ?? 0;
    this.revisions.set(recordId, revision + 1);
    this.nth += 1;
    const example = exampleOf(type);
    const event = {
      ...{ ...example, id: `${recordId}-${revision}`, subject: recordId, streamrevision: revision, time: at },
      ...{ recordedat: new Date(Date.parse(at) + this.nth).toISOString(), position: `${this.nth}/${this.nth}` },
      data: { ...example.data, occurredAt: at, ...data },
    };
    return received(recordId, JSON.stringify(event));
  }
}

/** The live build of a view in a database, and what it is told. */
export class ToldView {
  private readonly telling = new Telling();
  private cursor: string | undefined;

  private constructor(
    private readonly database: ReadDatabase,
    private readonly projector: Projector,
  ) {}

  static async in(database: ReadDatabase, projection: AnyProjection): Promise<ToldView> {
    await migrate(database);
    const now = new Date('2026-01-01T00:00:00Z');
    const build = await beginBuild(database, projection, { status: 'live', now });
    return new ToldView(database, new Projector(database, projection, build, () => now));
  }

  /** In one batch. Errors: Error where a record cannot be folded. */
  async tell(...said: readonly Told[]): Promise<void> {
    const next = String(Number(this.cursor ?? 0) + said.length);
    const messages = said.map((one) => this.telling.say(one));
    await this.projector.apply({ source: 'story', messages, from: this.cursor, next });
    this.cursor = next;
    const [parked] = await this.database.db.selectFrom('parked').selectAll().execute();
    if (parked) throw new Error(`${parked.record_id} is parked: ${parked.message}`);
  }
}
