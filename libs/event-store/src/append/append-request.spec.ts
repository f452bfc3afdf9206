import fc from 'fast-check';
import { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { appendRequest, type AppendRequest } from './append-request';
import { FrameReader } from './frames';

const event = (data: string, metadata = '{"recordedAt":"2026-03-02T01:30:00.123Z"}') => ({
  id: '0f0c1a52-95b4-5a0e-8a8e-3b0c0a1d2e3f',
  type: 'LawNoticePublished.v1',
  data,
  metadata,
});
const request = (change: Partial<AppendRequest> = {}): AppendRequest => ({
  correlation: [2 ** 47 + 5, 7],
  stream: 'lawNotice-1',
  events: [event('{}')],
  revision: 41,
  deadline: Date.UTC(2026, 2, 2) + 123,
  ...change,
});

const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8');

/** What the client's generated classes read in it. */
function readBack(sent: AppendRequest) {
  const [bytes = Buffer.alloc(0), ...more] = new FrameReader(2 ** 24).take(appendRequest(sent));
  if (more.length > 0) throw new Error('One append is one message.');
  const message = BatchAppendReq.deserializeBinary(bytes);
  const options = message.getOptions() ?? new BatchAppendReq.Options();
  const halves = message.getCorrelationId()?.getStructured();
  return {
    correlation: [Number(halves?.getMostSignificantBits()), Number(halves?.getLeastSignificantBits())],
    stream: textOf(options.getStreamIdentifier()?.getStreamName_asU8()),
    revision: options.hasNoStream() ? -1 : Number(options.getStreamPosition()),
    deadline: options.getDeadline()?.toDate().getTime(),
    isFinal: message.getIsFinal(),
    events: message.getProposedMessagesList().map((proposed) => ({
      id: proposed.getId()?.getString(),
      type: proposed.getMetadataMap().get('type'),
      contentType: proposed.getMetadataMap().get('content-type'),
      data: textOf(proposed.getData_asU8()),
      metadata: textOf(proposed.getCustomMetadata_asU8()),
    })),
  };
}

const expected = (sent: AppendRequest) => ({
  ...sent,
  isFinal: true,
  events: sent.events.map((one) => ({ ...one, contentType: 'application/json' })),
});

describe('an append as it is sent', () => {
  it.each<[string, Partial<AppendRequest>]>([
    ['at a revision', {}],
    ['at revision 0', { revision: 0 }],
    ['to a stream that is not there', { revision: -1 }],
    ['far into a stream', { revision: 2 ** 40 + 1 }],
    ['of several events', { events: [event('{"a":1}'), event('{"a":2}'), event('{"a":3}')] }],
    ['in Chinese', { stream: 'unit-磐石', events: [event('{"名称":"优化营商环境条例𠮷"}')] }],
    ['that outgrows what was made ready', { events: [event(JSON.stringify('汉'.repeat(70_000))), event('{}')] }],
  ])('says the same to the generated classes: %s', (_, change) => {
    expect(readBack(request(change))).toEqual(expected(request(change)));
  });

  it('says the same whatever it holds', () => {
    const whole = fc.integer({ min: 0, max: 2 ** 53 - 1 });
    const text = fc.string({ unit: 'grapheme' });
    const sent = fc.record({
      correlation: fc.tuple(whole, whole),
      stream: fc.string({ unit: 'grapheme', minLength: 1 }),
      events: fc.array(fc.record({ id: fc.uuid(), type: text, data: text, metadata: text }), { minLength: 1 }),
      revision: fc.oneof(fc.constant(-1), whole),
      deadline: fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) }),
    });
    fc.assert(fc.property(sent, (one) => expect(readBack(one)).toEqual(expected(one))));
  });
});
