import { randomUUID } from 'node:crypto';
import { LawNotices, type LawNotice, type LawNoticeEvent } from '@fuyuan/domain';
import { lawNoticePublished, lawNoticeRead } from '@fuyuan/testing';
import type { FoldedRecord } from './folded-record';
import { lawNoticeCodec } from './law-notice.codec';
import { RecordCache } from './record-cache';

const kind = { ...LawNotices, category: 'lawNotice', codec: lawNoticeCodec };
const cacheOf = (limits: { records?: number; bytes?: number }) =>
  new RecordCache<LawNotice, LawNoticeEvent>(kind, { records: 1_000, bytes: 1_000_000, ...limits });

function fill(
  cache: RecordCache<LawNotice, LawNoticeEvent>,
  id: string,
  acts = 1,
): FoldedRecord<LawNotice, LawNoticeEvent> {
  const record = cache.of(id);
  record.take(lawNoticePublished(id), 0, randomUUID());
  for (let revision = 1; revision < acts; revision++) {
    record.take(lawNoticeRead(id), revision, randomUUID());
    cache.keep(id, record);
  }
  cache.keep(id, record);
  return record;
}

describe('what is kept', () => {
  it('is bounded by number: the one used longest ago leaves', () => {
    const cache = cacheOf({ records: 2 });
    ['a', 'b'].forEach((id) => fill(cache, id));
    cache.of('a');
    fill(cache, 'c');

    expect([cache.known('a'), cache.known('b'), cache.known('c')].map(Boolean)).toEqual([true, false, true]);
  });

  it('is bounded by weight, which grows with a record and the requests it remembers', () => {
    const cache = cacheOf({ bytes: 40_000 });
    for (let n = 0; n < 100; n++) fill(cache, `notice-${n}`, 10);
    expect(cache.bytes).toBeLessThanOrEqual(40_000);
    expect(cache.records).toBeLessThan(15);

    const light = cacheOf({});
    fill(light, 'a');
    const before = light.bytes;
    fill(cacheOf({}), 'b');
    const heavy = cacheOf({});
    fill(heavy, 'a', 1_000);
    expect(heavy.bytes).toBeGreaterThan(before + 800 * 80);
  });

  it('comes back when it went forward after it had to leave, but is no longer taken for fresh', () => {
    const cache = cacheOf({ records: 1 });
    const record = fill(cache, 'a');
    record.era = 7;
    fill(cache, 'b');
    record.take(lawNoticeRead('a'), 1, randomUUID());
    cache.keep('a', record);

    expect(cache.known('a')).toBe(record);
    expect(record.era).toBe(-1);
  });

  it('is not put back over one that went further', () => {
    const cache = cacheOf({ records: 1 });
    const old = fill(cache, 'a');
    fill(cache, 'b');
    const newer = fill(cache, 'a', 3);
    cache.keep('a', old);

    expect(cache.known('a')).toBe(newer);
  });
});

describe('a record', () => {
  it('takes each event once, and none before its turn', () => {
    const record = fill(cacheOf({}), 'a', 2);
    const state = record.state;
    record.take(lawNoticeRead('a', 'late'), 1, randomUUID());
    record.take(lawNoticeRead('a', 'early'), 5, randomUUID());

    expect(record.state).toBe(state);
    expect(record.revision).toBe(1);
  });

  it('knows its requests by their ids, of whatever form', () => {
    const record = cacheOf({}).of('a');
    const requests = [randomUUID(), randomUUID(), 'not-a-uuid', 'zz'];
    requests.forEach((request, revision) => record.take(lawNoticeRead('a'), revision, request));

    expect(requests.map((request) => record.revisionOf(request))).toEqual([0, 1, 2, 3]);
    expect(record.revisionOf(randomUUID())).toBeUndefined();
    expect(record.revisionOf('not-another')).toBeUndefined();
  });
});
