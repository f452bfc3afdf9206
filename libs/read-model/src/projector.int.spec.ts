import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithSchemaOf } from '@fuyuan/testing';
import { beginBuild } from './build';
import { openSqlite, type ReadDatabase } from './database';
import { liveView } from './live';
import { migrate } from './migrations';
import { projection } from './projection';
import { CursorMoved } from './cursors';
import { Projector } from './projector';
import { received } from './received';
import { table } from './table';

/** Who holds what, and each word that was said of it. */
const cases = projection({
  name: 'case-list',
  version: 1,
  families: ['referrals'],
  tables: {
    lines: table({ columns: { acts: 'integer', last: 'text', remark: 'text?' }, key: [], indexes: [['last', 'acts']] }),
    words: table({ columns: { nth: 'integer', word: 'text' }, key: ['nth'] }),
  },
  fold(state: string[] | null, { type }) {
    if (type === 'cn.fuyuan.referral.urged.v1') throw new Error('Nobody urges.');
    return type === 'cn.fuyuan.referral.recalled.v1' ? ['recalled'] : [...(state ?? []), type.split('.')[3] ?? ''];
  },
  rows: (_, state) => ({
    lines: [{ acts: state.length, last: state.at(-1) ?? '', remark: state.length > 2 ? '“长”' : null }],
    words: state.map((word, nth) => ({ nth, word })),
  }),
});

const act = (recordId: string, streamrevision: number, verb = 'delivered') => {
  const recordedat = `2026-03-02T01:00:0${streamrevision}.000Z`;
  const id = `${recordId}-${streamrevision}`;
  const event = { specversion: '1.0', id, type: `cn.fuyuan.referral.${verb}.v1`, streamrevision, recordedat };
  return received(recordId, JSON.stringify(event));
};

function tellOn(open: () => Promise<ReadDatabase>): void {
  let database: ReadDatabase;
  let projector: Projector;
  const lines = async () =>
    (await liveView(database, cases)).db.selectFrom('lines').selectAll().orderBy('record_id').execute();
  const words = async (recordId: string) => {
    const { db } = await liveView(database, cases);
    const rows = await db
      .selectFrom('words as w')
      .select('w.word')
      .where('w.record_id', '=', recordId)
      .orderBy('w.nth')
      .execute();
    return rows.map(({ word }) => word).join();
  };
  let last: string | undefined;
  const take = async (...messages: ReturnType<typeof act>[]) => {
    const next = String(Number(last ?? 0) + messages.length);
    await projector.apply({ source: 'log', messages, from: last, next });
    last = next;
  };

  beforeAll(async () => {
    database = await open();
    await migrate(database);
    await migrate(database);
    const now = new Date('2026-03-02T00:00:00Z');
    const build = await beginBuild(database, cases, { status: 'live', now });
    projector = new Projector(database, cases, build, () => now);
  });
  afterAll(() => database.close());

  it('writes rows, what is kept, and the cursor', async () => {
    await take(act('a', 0, 'sent'), act('b', 0, 'sent'), act('a', 1), act('a', 2, 'accepted'));
    expect(await lines()).toEqual([
      { record_id: 'a', acts: 3, last: 'accepted', remark: '“长”' },
      { record_id: 'b', acts: 1, last: 'sent', remark: null },
    ]);
    expect(await words('a')).toBe('sent,delivered,accepted');
    expect([...(await projector.cursors())]).toEqual([['log', '4']]);
    expect((await liveView(database, cases)).build.recorded_at).toBe('2026-03-02T01:00:02.000Z');
  });

  it('takes what it has had before for nothing, and rows that are no more away', async () => {
    await take(act('a', 1), act('a', 2, 'accepted'), act('a', 3, 'recalled'));
    expect(await words('a')).toBe('recalled');
    expect((await lines())[0]).toMatchObject({ acts: 1, remark: null });
  });

  it('writes nothing at all where another process has gone on meanwhile', async () => {
    const stale = { source: 'log', messages: [act('c', 0, 'sent')], from: '1', next: '2' };
    await expect(projector.apply(stale)).rejects.toThrow(CursorMoved);
    expect(await lines()).toHaveLength(2);
  });

  it('parks a record that cannot be folded with all that comes for it, while others go on', async () => {
    await take(act('b', 1, 'urged'), act('a', 4), act('b', 2));
    await take(act('b', 3, 'accepted'));
    expect(await words('a')).toBe('recalled,delivered');
    expect(await words('b')).toBe('sent');
    const parked = await database.db.selectFrom('parked').selectAll().execute();
    expect(parked).toEqual([expect.objectContaining({ record_id: 'b', revision: 0, message: 'Error: Nobody urges.' })]);
    expect(await projector.retry('b')).toBe(false);
  });

  it('goes on with a parked record once the fault is mended', async () => {
    const mended = { ...cases, fold: (state: string[] | null) => [...(state ?? []), 'x'] };
    const repaired = new Projector(database, mended, projector.build, () => new Date());
    expect(await repaired.retry('b')).toBe(true);
    expect(await words('b')).toBe('sent,x,x,x');
    expect(await database.db.selectFrom('parked_messages').selectAll().execute()).toEqual([]);
  });

  it('takes thousands of records at once', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) => act(`many-${at}`, 0, 'sent'));
    await take(...many);
    expect(await lines()).toHaveLength(5_002);
  });
}

describe('a projection on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyuan-read-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  tellOn(async () => openSqlite(join(folder, 'court.sqlite')));
});

describeWithSchemaOf('court', 'a projection on PostgreSQL', tellOn);
