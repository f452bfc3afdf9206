import { exampleOf, type MessageType } from '@fuyuan/contracts';
import { beginBuild, migrate, openSqlite, Projector, received } from '@fuyuan/read-model';
import { ReferralWalk, WALK_UNITS } from '@fuyuan/testing';
import { referralsProjection } from '@fuyuan/projections';
import { ReadingRoom } from '../reading/reading-room';
import { ReferralDesk } from './referral-desk';
import type { ReferralLine } from './referral-line.view';
import { ReferralsQuery, ReferralSummaryQuery } from './referrals.query';

const NOW = new Date('2026-06-01T00:00:00.000Z');
const OFFICE = { unit: 'convener', roles: ['office'] } as const;
const database = openSqlite(':memory:');
const side = { audience: 'government', database, now: () => NOW } as const;
const walk = new ReferralWalk(20260302);
let behind = false;
const units = {
  stamp: async () => '',
  all: async () =>
    Object.entries(WALK_UNITS).map(([unitId, [system, regionCode]]) => ({
      ...{ unitId, name: `${unitId}的名称`, system, regionCode, heirId: null, heirFrom: null },
    })),
};
const room = new ReadingRoom(side, units, { reached: async () => !behind });
const desk = new ReferralDesk(side, room);
const asked = (said: Partial<ReferralsQuery> = {}) => Object.assign(new ReferralsQuery(), said);
const refusal = (code: string) => expect.objectContaining({ code }) as Error;
let all: readonly ReferralLine[];

/** A referral that was accepted, asked to be answered by one day, with more time until another if one is given. */
function due(answerBy: string, until?: string) {
  const id = `00000000-0000-4000-9000-${(until ?? answerBy).replaceAll('-', '0').padStart(12, until ? '0' : '1')}`;
  const told = { receiverId: 'bureau', unitId: 'court', approverId: 'convener', subject: '限期', answerBy, until };
  return ['sent', 'accepted', ...(until === undefined ? [] : ['extension-granted'])].map((verb, streamrevision) => {
    const event = exampleOf(`cn.fuyuan.referral.${verb}.v1` as MessageType);
    const said = { ...event, id: `${id}${verb}`, streamrevision, data: { ...event.data, ...told, referralId: id } };
    return received(id, JSON.stringify(said));
  });
}

beforeAll(async () => {
  await migrate(database);
  const build = await beginBuild(database, referralsProjection, { status: 'live', now: NOW });
  // Before anyone takes over from anyone: heirs are for the matrix.
  await walk.to(300);
  const told = walk.published.filter(
    ({ topic, stream }) => topic.startsWith('government.') && stream.startsWith('referral-'),
  );
  const messages = told.map(({ key, value }) => received(key, value));
  messages.push(...due('2026-04-01', '2026-05-31'), ...due('2026-04-01', '2026-06-01'));
  messages.push(...due('2026-05-30'), ...due('2026-06-02'));
  await new Projector(database, referralsProjection, build, () => NOW).apply({
    source: 'log',
    messages,
    from: undefined,
    next: '1',
  });
  all = (await desk.list(OFFICE, asked({ limit: 200 }))).items;
});
afterAll(() => database.close());

async function pages(said: Partial<ReferralsQuery>): Promise<ReferralLine[]> {
  const lines: ReferralLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await desk.list(OFFICE, asked({ ...said, limit: 3, ...(cursor === undefined ? {} : { cursor }) }));
    lines.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return lines;
}

const sortedBy = { sent: 'sentAt', 'last-act': 'lastActAt', standing: 'standingSince' } as const;
const idsOf = (lines: readonly ReferralLine[]) => lines.map(({ referralId }) => referralId);

describe('the list of referrals', () => {
  it.each(['sent', 'last-act', 'standing'] as const)(
    'by %s, page after page, is whole and in order, either way',
    async (sort) => {
      expect(all.length).toBeGreaterThan(9);
      const rising = await pages({ sort, order: 'asc' });
      const keys = rising.map((line) => line[sortedBy[sort]]);
      expect(keys).toEqual(keys.toSorted());
      expect(idsOf(rising).toSorted()).toEqual(idsOf(all).toSorted());
      expect(idsOf(await pages({ sort, order: 'desc' }))).toEqual(idsOf(rising).toReversed());
    },
  );

  it.each<[Partial<ReferralsQuery>, (line: ReferralLine) => boolean]>([
    [{ state: ['accepted', 'sent'] }, ({ state }) => state === 'accepted' || state === 'sent'],
    [{ kind: ['case-clue'] }, ({ kind }) => kind === 'case-clue'],
    [{ restricted: true }, ({ restricted }) => restricted],
    [{ restricted: false }, ({ restricted }) => !restricted],
    [{ waitingFor: 'bureau' }, ({ waitingFor }) => waitingFor.some(({ unitId }) => unitId === 'bureau')],
    [{ direction: 'sent' }, ({ sender }) => sender.unitId === 'convener'],
    [{ direction: 'approving' }, ({ approver }) => approver.unitId === 'convener'],
    [{ direction: 'supervised' }, ({ supervisor }) => supervisor?.unitId === 'convener'],
    [{ overdue: true }, ({ overdue }) => overdue],
    [{ overdue: false }, ({ overdue }) => !overdue],
    [{ dueTo: '2026-06-01' }, ({ dueOn }) => dueOn !== null && dueOn <= '2026-06-01'],
    [{ q: '由1' }, ({ subject }) => subject.includes('由1')],
    [{ sentFrom: '2026-03-03' }, () => false],
    [{ sentFrom: '2026-03-02', sentTo: '2026-03-02' }, () => true],
    [{ state: ['closed'], waitingFor: 'bureau' }, () => false],
  ])('filtered by %j', async (said, holds) => {
    const expected = idsOf(all.filter(holds)).toSorted();
    expect(idsOf(await pages(said)).toSorted()).toEqual(expected);
    const counted = await desk.summary(OFFICE, Object.assign(new ReferralSummaryQuery(), said));
    expect(counted.total).toBe(expected.length);
  });

  it('tells by which day each is due: what was granted since, else what the sender asked for', () => {
    const limited = all.filter(({ subject }) => subject === '限期');
    expect(limited.map(({ answerBy, dueOn, overdue }) => [answerBy, dueOn, overdue]).toSorted()).toEqual([
      ['2026-04-01', '2026-05-31', true],
      ['2026-04-01', '2026-06-01', false],
      ['2026-05-30', '2026-05-30', true],
      ['2026-06-02', '2026-06-02', false],
    ]);
    expect(all.filter(({ overdue }) => overdue)).toHaveLength(2);
  });

  it('refuses a cursor of another query', async () => {
    const { next } = await desk.list(OFFICE, asked({ limit: 3 }));
    const cursor = next ?? '';
    await expect(desk.list(OFFICE, asked({ cursor, q: '由' }))).rejects.toThrow(refusal('cursor-of-another-query'));
    await expect(desk.list(OFFICE, asked({ cursor: `${cursor}A` }))).rejects.toThrow(refusal('cursor-damaged'));
  });
});

describe('the counts', () => {
  it('are those of the list, each way', async () => {
    const counted = await desk.summary(OFFICE, new ReferralSummaryQuery());
    const sum = (of: readonly Readonly<{ count: number }>[]) => of.reduce((total, { count }) => total + count, 0);
    expect(counted.total).toBe(all.length);
    expect([sum(counted.byState), sum(counted.byKind), sum(counted.bySender), sum(counted.byHolder)]).toEqual([
      ...[all.length, all.length, all.length, all.length],
    ]);
    const columns = [counted.byState, counted.byKind, counted.bySender, counted.byHolder];
    for (const each of columns) {
      expect(each.reduce((total, { open }) => total + open, 0)).toBe(counted.open);
      expect(each.reduce((total, { overdue }) => total + overdue, 0)).toBe(counted.overdue);
    }
    expect(counted.open).toBe(all.filter(({ waitingFor }) => waitingFor.length > 0).length);
    expect(counted.byHolder.find(({ unitId }) => unitId === 'bureau')?.overdue).toBe(2);
    expect(counted.overdue).toBe(all.filter(({ overdue }) => overdue).length);
  });
});

it('what is not there yet is said after the time that one would wait', async () => {
  behind = true;
  await expect(desk.list(OFFICE, asked({ after: '299/299', wait: 0 }))).rejects.toThrow(refusal('view-behind'));
  behind = false;
  await expect(desk.list(OFFICE, asked({ after: 'now' }))).rejects.toThrow(refusal('position-malformed'));
  expect((await desk.list(OFFICE, asked({ after: '299/299', limit: 200 }))).items).toHaveLength(all.length);
});
