import { cloudEventText, type Envelope, type Occasion } from './cloud-event';

const on: Occasion = {
  id: '5b9a0bb4-6c0e-4e9b-8f57-2f4f6a1c1d11',
  subject: 'a3f1',
  occurredAt: '2026-03-01T01:00:00.000Z',
  recordedAt: '2026-03-01T01:00:00.125Z',
  revision: 12,
  position: '4096/4096',
  correlationId: 'c-1',
  causationId: 'r-1',
  actorUnit: 'panshi-court',
};
const type = 'cn.fuyuan.referral.sight-ended.v1';

/** As JSON.stringify writes it. */
function envelope(of: Occasion): Envelope & Readonly<{ type: string; data: unknown }> {
  return {
    specversion: '1.0',
    id: of.id,
    source: '/exchange',
    type,
    subject: of.subject,
    time: of.occurredAt,
    datacontenttype: 'application/json',
    dataschema: `urn:fuyuan:schema:${type}`,
    streamrevision: of.revision,
    sequence: String(of.revision).padStart(10, '0'),
    position: of.position,
    recordedat: of.recordedAt,
    correlationid: of.correlationId,
    causationid: of.causationId,
    actorunit: of.actorUnit,
    data: { referralId: 'a3f1' },
  };
}

describe('the text of a message', () => {
  it.each<[string, Partial<Record<keyof Occasion, unknown>>]>([
    ['plain', {}],
    [
      'with what JSON must quote',
      { id: 'a"b\\c', subject: '磐石\u2028', causationId: '\n\u0000', actorUnit: '\ud800' },
    ],
    ['with nothing in it', { correlationId: '' }],
    ['of an old event that does not say when', { occurredAt: undefined }],
    ['far on in its record', { revision: 12_345_678_901 }],
  ])('%s is, sign for sign, the envelope as JSON', (_, more) => {
    const of = { ...on, ...more } as Occasion;
    expect(cloudEventText(type, { referralId: 'a3f1', inside: 1 }, of)).toBe(JSON.stringify(envelope(of)));
  });
});
