import { text } from 'node:stream/consumers';
import { ReferralKinds } from '@fuyuan/domain';
import { openSqlite, type ReadDatabase } from '@fuyuan/read-model';
import { ToldView, type Told } from '@fuyuan/testing';
import { referralKindsProjection, STANDARD_KINDS } from '@fuyuan/projections';
import { ReadingRoom } from '../reading/reading-room';
import { unitsProjection } from '../units';
import { UnitsOfView } from '../units/units-of-view';
import { ReferralKindsController } from './referral-kinds.controller';

const LIST = ReferralKinds.REFERRAL_KINDS_ID;
const kind = { restricted: false, needsConsent: false, senderKinds: ['town'], receiverKinds: null };
const added = (code: string, effectiveOn: string): Told => [
  LIST,
  'referral-kind.added',
  { code, name: `${code}移送`, ...kind, effectiveOn },
];
const ended = (code: string, endsOn: string): Told => [LIST, 'referral-kind.ended', { code, endsOn, reason: '合并' }];

describe('the kinds of referrals', () => {
  let database: ReadDatabase;
  let view: ToldView;
  let kinds: ReferralKindsController;
  const officer = { account: 'li', person: '李', unit: 'town', roles: ['officer'] as const };
  const codes = async (on: string) => (await kinds.list({ on, wait: 0 }, officer)).kinds.map(({ code }) => code);

  beforeAll(async () => {
    database = openSqlite(':memory:');
    const units = await ToldView.in(database, unitsProjection);
    await units.tell(['town', 'unit.registered', { unitId: 'town', system: 'government', parentId: null }]);
    view = await ToldView.in(database, referralKindsProjection);
    const side = { audience: 'government', database, now: () => new Date('2026-06-01T01:00:00Z') } as const;
    const room = new ReadingRoom(side, new UnitsOfView(side), { reached: () => Promise.resolve(true) });
    kinds = new ReferralKindsController(room, side);
  });
  afterAll(() => database.close());

  it('are those of the model while nobody changed the list', async () => {
    expect(STANDARD_KINDS).toEqual(ReferralKinds.STANDARD_KINDS);
    expect(await codes('2026-01-01')).toEqual([...ReferralKinds.initial.keys()]);
  });

  it('come and go by day, and may come again', async () => {
    await view.tell(added('land', '2026-04-01'), ended('land', '2026-05-01'), ended('other', '2026-03-01'));
    await view.tell(added('land', '2026-09-01'));
    expect(await codes('2026-03-31')).not.toContain('land');
    expect(await codes('2026-04-01')).toContain('land');
    expect(await codes('2026-05-01')).not.toContain('land');
    expect(await codes('2026-09-01')).toContain('land');
    expect(await codes('2026-02-28')).toContain('other');
    expect((await codes('2026-09-01')).slice(-2)).toEqual(['bankruptcy-matter', 'land']);
    expect(await codes('2026-03-01')).not.toContain('other');
  });

  it('are handed out as they are listed', async () => {
    const file = await kinds.export({ on: '2026-04-01', wait: 0, format: 'csv' }, officer);
    const lines = (await text(file.getStream())).split('\r\n');
    expect(lines).toContain('land,land移送,否,否,乡镇人民政府、街道办事处,不限,2026-04-01,2026-05-01');
  });
});
