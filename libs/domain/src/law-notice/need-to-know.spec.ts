import { initial, mayKnow, type LawNotice } from '.';

const untouched = { signedFor: 0, read: 0, assessed: 0, assessment: null };
const notice = {
  status: 'published',
  publisherId: 'justice',
  publisherRegion: '220284',
  handling: new Map([['court', untouched]]),
} as unknown as LawNotice;

const viewer = (unit: string, role: string, region: string | null = '220284') => ({ unit, role, region });

describe('who may see a law notice', () => {
  it('its publisher', () => expect(mayKnow(notice, viewer('justice', 'officer'), [])).toBe(true));
  it('a unit it is addressed to, wherever that is', () =>
    expect(mayKnow(notice, viewer('court', 'officer', '440000'), [])).toBe(true));
  it('no other unit of the same region', () => expect(mayKnow(notice, viewer('police', 'officer'), [])).toBe(false));
  it('the office of the region', () => expect(mayKnow(notice, viewer('office', 'office'), [])).toBe(true));
  it('the office of a wider region', () =>
    expect(mayKnow(notice, viewer('office', 'office', '220200'), [])).toBe(true));
  it('not the office of another region', () =>
    expect(mayKnow(notice, viewer('office', 'office', '220283'), [null])).toBe(false));
  it('the office of a region in which an addressee lies', () =>
    expect(mayKnow(notice, viewer('office', 'office', '220283'), ['220283'])).toBe(true));
  it('not an office whose own unit is unknown', () =>
    expect(mayKnow(notice, viewer('office', 'office', null), ['220284'])).toBe(false));
  it('the auditor', () => expect(mayKnow(notice, viewer('audit', 'auditor', null), [])).toBe(true));
  it('nobody, while it is not published', () => expect(mayKnow(initial, viewer('audit', 'auditor'), [])).toBe(false));
});
