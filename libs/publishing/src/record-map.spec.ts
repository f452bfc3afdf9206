import { RecordMap } from './record-map';

const uuid = (nth: number) =>
  `${nth.toString(16).padStart(8, '0')}-52ff-4a01-b0fe-${String(nth * 7).padStart(12, '0')}`;
const keys = [
  ...Array.from({ length: 300 }, (_, nth) => `lawNotice-${uuid(nth)}`),
  ...Array.from({ length: 300 }, (_, nth) => `referral-${uuid(nth)}`),
  ...['referral-', 'referral-R1', 'lawNotice-磐石', `unit-${uuid(1)}`, `referral-${uuid(1).toUpperCase()}`, ''],
];
const filled = keys.reduce((map, key, nth) => map.set(key, nth), RecordMap.empty<number>());

describe('a map of records', () => {
  it('gives back what was set, by the very keys, whether of UUIDs or not', () => {
    expect(keys.map((key) => filled.get(key))).toEqual(keys.map((_, nth) => nth));
    expect(new Map(filled.entries())).toEqual(new Map(keys.map((key, nth) => [key, nth])));
    expect(filled.size).toBe(keys.length);
    expect(filled.get(`lawNotice-${uuid(301)}`)).toBeUndefined();
  });

  it('is never changed by what follows it', () => {
    const after = keys.reduce((map, key) => map.set(key, -1), filled).set('referral-new', 1);
    expect(keys.map((key) => filled.get(key))).toEqual(keys.map((_, nth) => nth));
    expect([after.size, filled.size, after.get(keys[3] as string)]).toEqual([keys.length + 1, keys.length, -1]);
  });

  it('changes every value in one go, and no key', () =>
    expect(new Map(filled.mapped((value) => value * 2).entries())).toEqual(
      new Map(keys.map((key, nth) => [key, nth * 2])),
    ));
});
