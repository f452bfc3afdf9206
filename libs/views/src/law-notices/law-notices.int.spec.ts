import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { LawNotices } from '@fuyuan/domain';
import type { Role } from '@fuyuan/identity';
import { openSqlite, type ReadDatabase } from '@fuyuan/read-model';
import { describeWithSchemaOf, ToldView, type Told } from '@fuyuan/testing';
import { lawNoticesProjection } from '@fuyuan/projections';
import { ReadingRoom } from '../reading/reading-room';
import { unitsProjection } from '../units';
import { UnitsOfView } from '../units/units-of-view';
import { LawNoticesController } from './law-notices.controller';
import type { NoticesQuery } from './law-notices.requests';
import { LawNoticesShelf } from './law-notices.shelf';

const REGIONS = { justice: '220284', health: '220284', town: '220284', city: '220200', away: '210100' } as const;
type UnitId = keyof typeof REGIONS;
const UNITS = Object.keys(REGIONS) as UnitId[];
const ROLES: readonly Role[] = ['officer', 'office', 'auditor'];

const norm = (title: string, more: object = {}) => ({
  ...{ title, documentNumber: '主席令第九号', issuingAuthority: '全国人大常委会', level: 'law', regionCode: null },
  ...{ change: 'revised', promulgatedOn: '2026-01-10', effectiveOn: '2026-03-01', amends: [], repeals: [] },
  ...{ fieldsOfWork: ['行政复议'], link: null, text: null, history: null, ...more },
});
type Publication = Readonly<{ addressees: readonly UnitId[]; publisherId: string; publisherRegion: string }>;
type Addressed = Readonly<{ by: UnitId; to: readonly UnitId[]; day?: string }>;
const published = (noticeId: string, { by, to, day = '2026-03-02' }: Addressed, said = norm(noticeId)): Told => [
  noticeId,
  'law-notice.published',
  { noticeId, publisherId: by, publisherRegion: REGIONS[by], addressees: to, norm: said },
  `${day}T01:00:00.000Z`,
];
const act = (noticeId: string, verb: string, data: object, at = '2026-03-03T01:00:00.000Z'): Told => [
  noticeId,
  `law-notice.${verb}`,
  { noticeId, edition: 1, ...data },
  at,
];

const TOLD: readonly Told[] = [
  published(
    'review',
    { by: 'justice', to: ['health', 'town'] },
    norm('行政复议法', { text: '第一条 为了防止和纠正违法' }),
  ),
  published(
    'medical',
    { by: 'justice', to: ['health'], day: '2026-03-01' },
    norm('医师法', { fieldsOfWork: ['卫生'] }),
  ),
  published('far', { by: 'away', to: ['city'] }, norm('城市规划条例', { level: 'local-regulation' })),
  published('mistaken', { by: 'town', to: ['health'], day: '2026-02-01' }),
  act('review', 'signed-for', { unitId: 'health' }),
  act('review', 'read', { unitId: 'health' }),
  act('review', 'assessed', { unitId: 'health', impact: 'major', opinion: '涉及执法', measures: null }),
  act('medical', 'signed-for', { unitId: 'health' }),
  act('mistaken', 'withdrawn', { reason: '重复通报' }),
];

function tellOn(open: () => Promise<ReadDatabase>): void {
  let database: ReadDatabase;
  let notices: LawNoticesController;
  let view: ToldView;
  const actor = (unit: UnitId, ...roles: Role[]) => ({ account: 'li', person: '李', unit, roles });
  const query = (more: Partial<NoticesQuery> = {}): NoticesQuery => ({
    box: 'all',
    limit: 50,
    wait: 0,
    sort: 'published',
    order: 'desc',
    ...more,
  });
  const counted = (unit: UnitId, more: Partial<NoticesQuery> = {}, role: Role = 'officer') =>
    notices.summary({ box: 'all', wait: 0, ...more }, actor(unit, role));
  const found = async (unit: UnitId, more: Partial<NoticesQuery> = {}, role: Role = 'officer') =>
    (await notices.list(query(more), actor(unit, role))).items.map(({ noticeId }) => noticeId);

  beforeAll(async () => {
    database = await open();
    const units = await ToldView.in(database, unitsProjection);
    const registered = ([unitId, regionCode]: [string, string]): Told => [
      unitId,
      'unit.registered',
      { unitId, name: `${unitId}局`, system: 'government', regionCode, parentId: null, effectiveOn: '2020-01-01' },
    ];
    await units.tell(...Object.entries(REGIONS).map(registered));
    view = await ToldView.in(database, lawNoticesProjection);
    await view.tell(...TOLD);
    const side = { audience: 'government', database, now: () => new Date('2026-06-01T01:00:00Z') } as const;
    const room = new ReadingRoom(side, new UnitsOfView(side), { reached: () => Promise.resolve(true) });
    notices = new LawNoticesController(room, new LawNoticesShelf(room, side), side);
  });
  afterAll(() => database.close());

  it('lie in the inbox of a unit, by what it has to do', async () => {
    expect(await found('health', { box: 'received' })).toEqual(['review', 'medical', 'mistaken']);
    expect(await found('health', { box: 'received', state: 'done' })).toEqual(['review']);
    expect(await found('health', { box: 'received', state: 'to-read' })).toEqual(['medical']);
    expect(await found('health', { box: 'received', state: 'withdrawn' })).toEqual(['mistaken']);
    expect(await found('town', { box: 'received', state: 'to-sign-for' })).toEqual(['review']);
  });

  it('say what others owe the publisher', async () => {
    expect(await found('justice', { box: 'published' })).toEqual(['review', 'medical']);
    expect(await found('justice', { box: 'published', state: 'to-sign-for' })).toEqual(['review']);
    expect(await found('justice', { box: 'published', state: 'to-read' })).toEqual(['medical']);
    const counts = await counted('justice');
    expect(counts.published).toEqual({ toSignFor: 1, toRead: 1, toAssess: 0, done: 1, withdrawn: 0 });
    expect((await counted('health')).received).toMatchObject({
      done: 1,
      toRead: 1,
    });
  });

  it('are found by unit, level, field, period, status and text', async () => {
    const all = (more: Partial<NoticesQuery>) => found('away', more, 'auditor');
    expect(await all({ unit: 'city' })).toEqual(['far']);
    expect(await all({ level: 'local-regulation' })).toEqual(['far']);
    expect(await all({ field: '卫生' })).toEqual(['medical']);
    expect(await all({ status: 'withdrawn' })).toEqual(['mistaken']);
    expect(await all({ publishedFrom: '2026-03-01', publishedTo: '2026-03-01' })).toEqual(['medical']);
    expect(await all({ promulgatedFrom: '2026-01-11' })).toEqual([]);
    expect(await all({ effectiveTo: '2026-03-01', level: 'law' })).toHaveLength(3);
    expect(await all({ q: '违法' })).toEqual(['review']);
    expect(await all({ q: '医' })).toEqual(['medical']);
    for (const q of ['%', '_', "'", '法%', '"']) expect(await all({ q })).toEqual([]);
  });

  it.each(UNITS.flatMap((unit) => ROLES.map((role) => [unit, role] as const)))(
    'are searched by %s as %s among what they see, and all of it',
    async (unit, role) => {
      const said = new Map(
        TOLD.filter(([, what]) => what === 'law-notice.published').map(([noticeId, , data]) => {
          const { title, documentNumber, text: body } = (data as { norm: ReturnType<typeof norm> }).norm;
          return [noticeId, [title, documentNumber, body].join('\n')];
        }),
      );
      const seen = await found(unit, {}, role);
      for (const q of ['法', '医师', '第一条', '违法', '九号', 'mistaken', '规划', '为了防止']) {
        const expected = seen.filter((noticeId) => said.get(noticeId)?.includes(q));
        expect([q, await found(unit, { q }, role)]).toEqual([q, expected]);
      }
    },
  );

  it('are counted for the office by unit, publisher, level, field and status, as the list is filtered', async () => {
    const whole = await counted('justice', {}, 'office');
    const owes = { toSignFor: 0, toRead: 0, toAssess: 0, done: 0, withdrawn: 0 };
    expect(whole).toMatchObject({
      total: 3,
      byUnit: [
        { unitId: 'health', name: 'health局', ...owes, toRead: 1, done: 1, withdrawn: 1 },
        { unitId: 'town', ...owes, toSignFor: 1 },
      ],
      byPublisher: [
        { unitId: 'justice', name: 'justice局', count: 2 },
        { unitId: 'town', count: 1 },
      ],
      byStatus: [
        { status: 'published', count: 2 },
        { status: 'withdrawn', count: 1 },
      ],
      byLevel: [{ level: 'law', name: '法律', count: 3 }],
    });
    expect(whole.byField).toEqual([
      { field: '行政复议', count: 2 },
      { field: '卫生', count: 1 },
    ]);
    expect(await counted('justice', { field: '卫生' }, 'office')).toMatchObject({
      total: 1,
      byUnit: [{ unitId: 'health', toRead: 1 }],
      published: { toRead: 1, toSignFor: 0 },
    });
    expect((await counted('justice', { unit: 'town' }, 'office')).byUnit.map(({ unitId }) => unitId)).toEqual([
      'town',
      'health',
    ]);
    expect(await counted('town')).toMatchObject({ total: 2, received: { toSignFor: 1 }, published: { withdrawn: 1 } });
    expect((await counted('away', {}, 'auditor')).total).toBe(4);
    expect((await counted('away', {}, 'office')).total).toBe(1);
  });

  it.each(['published', 'promulgated', 'effective'] as const)('are sorted by %s, either way', async (sort) => {
    const rising = await pages({ sort, order: 'asc' });
    expect(rising).toHaveLength(4);
    expect(await pages({ sort, order: 'desc' })).toEqual(rising.toReversed());
    if (sort === 'published') expect(rising[0]).toBe('mistaken');
  });

  const pages = async (more: Partial<NoticesQuery>): Promise<string[]> => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const asked = query({ limit: 1, ...more, ...(cursor ? { cursor } : {}) });
      const page = await notices.list(asked, actor('away', 'auditor'));
      seen.push(...page.items.map(({ noticeId }) => noticeId));
      cursor = page.next ?? undefined;
    } while (cursor);
    return seen;
  };

  it('come in pages that miss none, newest first', async () =>
    expect(await pages({})).toEqual(['review', 'far', 'medical', 'mistaken']));

  it.each(UNITS.flatMap((unit) => ROLES.map((role) => [unit, role] as const)))(
    'are seen by %s as %s in lists, exports and one by one as the model says, and never more',
    async (unit, role) => {
      const mayKnow = TOLD.filter(([, what]) => what === 'law-notice.published').flatMap(([noticeId, , data]) => {
        const { addressees, publisherId, publisherRegion } = data as Publication;
        const handling = new Map(addressees.map((one) => [one, null]));
        const notice = {
          status: 'published',
          publisherId,
          publisherRegion,
          handling,
        } as unknown as LawNotices.LawNotice;
        const regions = addressees.map((one) => REGIONS[one]);
        return LawNotices.mayKnow(notice, { unit, role, region: REGIONS[unit] }, regions) ? [noticeId] : [];
      });
      expect((await found(unit, {}, role)).sort()).toEqual(mayKnow.sort());
      for (const [noticeId] of TOLD) {
        const shown = notices.show({ noticeId }, { wait: 0 }, actor(unit, role));
        if (mayKnow.includes(noticeId)) expect(await shown).toMatchObject({ noticeId });
        else await expect(shown).rejects.toMatchObject({ code: 'not-in-sight' });
      }
      const file = await notices.export({ box: 'all', format: 'csv', wait: 0 }, actor(unit, role));
      const lines = (await text(file.getStream())).trimEnd().split('\r\n').slice(1);
      expect(lines.map((line) => line.split(',').at(-1)).sort()).toEqual(mayKnow);
    },
  );

  it('show a correction as an edition that is handled anew', async () => {
    await view.tell(
      act('review', 'corrected', { corrects: 1, norm: norm('行政复议法（更正）'), reason: '标题有误' }),
      act('review', 'signed-for', { unitId: 'town', edition: 2 }),
    );
    const shown = await notices.show({ noticeId: 'review' }, { wait: 0 }, actor('health', 'officer'));
    expect(shown).toMatchObject({
      title: '行政复议法（更正）',
      edition: 2,
      editions: [
        { edition: 1, reason: null, norm: { title: '行政复议法' } },
        { edition: 2, reason: '标题有误' },
      ],
      progress: { addressed: 2, signedFor: 1, read: 0, assessed: 0, major: 0 },
      addressees: [
        { unitId: 'health', name: 'health局', state: 'to-sign-for', assessedEdition: 1, impact: 'major' },
        { unitId: 'town', state: 'to-read', signedForEdition: 2 },
      ],
      mine: { state: 'to-sign-for' },
    });
    expect(shown.history).toHaveLength(6);
    const withdrawn = await notices.show({ noticeId: 'mistaken' }, { wait: 0 }, actor('town', 'officer'));
    expect(withdrawn).toMatchObject({ status: 'withdrawn', withdrawnBecause: '重复通报', mine: null });
  });
}

describe('law notices on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyuan-notices-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  tellOn(async () => openSqlite(join(folder, 'government.sqlite')));
});

describeWithSchemaOf('government', 'law notices on PostgreSQL', tellOn);
