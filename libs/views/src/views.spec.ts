import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isOfFamily, MESSAGE_TYPES, type FuyuanEvent } from '@fuyuan/contracts';
import type { AnyProjection } from '@fuyuan/read-model';
import { lawNoticesProjection, referralKindsProjection, unitsProjection } from '.';

const GOLDEN = resolve(__dirname, '../../../test/contracts/messages');
const golden = (type: string) => JSON.parse(readFileSync(resolve(GOLDEN, `${type}.json`), 'utf8')) as FuyuanEvent;

/** In its place in a record: those of the golden ones are of no record at all. */
const at = (event: object, streamrevision: number) => ({ ...event, streamrevision }) as FuyuanEvent;

const VIEWS: readonly (readonly [string, AnyProjection, first: string | null])[] = [
  ['units', unitsProjection, 'cn.fuyuan.unit.registered.v1'],
  ['law-notices', lawNoticesProjection, 'cn.fuyuan.law-notice.published.v1'],
  ['referral-kinds', referralKindsProjection, 'cn.fuyuan.referral-kind.added.v1'],
];

/** The state lies in the database as JSON between two batches. */
const stored = (state: unknown): unknown => JSON.parse(JSON.stringify(state));

describe.each(VIEWS)('the view of %s', (_, projection, first) => {
  const types = MESSAGE_TYPES.filter((type) => projection.families.some((family) => isOfFamily(type, family)));
  const beginning = first === null ? [] : [at(golden(first), 0)];
  const foldAll = (events: readonly FuyuanEvent[], keep = (state: unknown) => state) =>
    events.reduce<unknown>((state, event) => keep(projection.fold(state, event)), null);
  const rowsOf = (state: unknown) => projection.rows('record', state);

  it('has a golden message of every type that it reads', () => {
    expect(types.length).toBeGreaterThan(1);
    expect(readdirSync(GOLDEN)).toEqual(expect.arrayContaining(types.map((type) => `${type}.json`)));
  });

  it.each(types)('takes %s alone after the first, and shows that it was there', (type) => {
    const before = foldAll(beginning);
    const after = projection.fold(before, at(golden(type), 1));
    expect(stored(after)).toEqual(after);
    expect(rowsOf(after)).not.toEqual(rowsOf(before));
    for (const [name, rows] of Object.entries(rowsOf(after))) {
      const { key, columns } = projection.tables[name] ?? { key: [], columns: {} };
      const keys = rows.map((row) => JSON.stringify(key.map((column) => row[column])));
      expect(new Set(keys).size).toBe(keys.length);
      for (const row of rows) expect(Object.keys(row).sort()).toEqual(Object.keys(columns).sort());
    }
  });

  it('shows the same whether or not it was laid down between any two messages', () => {
    const events = [...beginning, ...types.filter((type) => type !== first).map(golden)].map(at);
    expect(rowsOf(foldAll(events, stored))).toEqual(rowsOf(foldAll(events)));
  });

  it('parks what is of another record', () => {
    const other = golden('cn.fuyuan.referral.urged.v1');
    expect(() => projection.fold(foldAll(beginning), other)).toThrow('cn.fuyuan.referral.urged.v1');
  });
});

it.each(['cn.fuyuan.unit.renamed.v1', 'cn.fuyuan.law-notice.read.v1'])('%s of nothing is no record', (type) => {
  const projection = type.includes('unit') ? unitsProjection : lawNoticesProjection;
  expect(() => projection.fold(null, golden(type))).toThrow('before');
});
