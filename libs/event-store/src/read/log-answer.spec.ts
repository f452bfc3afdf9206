import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { convertGrpcRecord } from '@eventstore/db-client/dist/utils/convertGrpcEvent';
import { logAnswer } from './log-answer';

type Event = Readonly<{ data: string | Buffer; metadata?: string; contentType?: string; stream?: string; at?: string }>;

const recorded = ({
  data,
  metadata = '{}',
  contentType = 'application/json',
  stream = 'unit-磐石',
  at = '4096',
}: Event) => {
  const event = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new UUID().setString('5b9a0bb4-6c0e-4e9b-8f57-2f4f6a1c1d11'))
    .setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)))
    .setStreamRevision('300')
    .setPreparePosition(at)
    .setCommitPosition(at)
    .setCustomMetadata(Buffer.from(metadata))
    .setData(Buffer.from(data));
  event.getMetadataMap().set('created', '17000000000000000');
  event.getMetadataMap().set('type', 'UnitRegistered.v1');
  event.getMetadataMap().set('content-type', contentType);
  return event;
};
const told = (event: ReadResp.ReadEvent.RecordedEvent) =>
  Buffer.from(
    new ReadResp().setEvent(new ReadResp.ReadEvent().setEvent(event).setCommitPosition('4096')).serializeBinary(),
  );

/** The same by the client's own classes. */
const byTheClient = (event: ReadResp.ReadEvent.RecordedEvent) => {
  const { id, type, streamId, revision, position, data, metadata } = convertGrpcRecord(event as never);
  const place = `${position?.commit}/${position?.prepare}`;
  return { id, type, streamId, revision: Number(revision), position: place, data, metadata };
};

describe('an event of the log', () => {
  it.each<[string, Event]>([
    ['of our own', { data: '{"名称":"磐石市法院","n":1}', metadata: '{"actor":{"unit":"a"},"count":1}' }],
    ['far behind in the log', { data: '{}', at: String(2 ** 53 - 1) }],
    ['E10: whose data are no JSON, as a text', { data: '{"half":' }],
    ['whose metadata are no JSON, as bytes', { data: '{}', metadata: 'none' }],
    ['without metadata', { data: '{}', metadata: '' }],
    ['without data', { data: '' }],
    ['larger than a page', { data: JSON.stringify({ text: '府院'.repeat(100_000) }) }],
  ])('%s is what the client reads in it', (_, event) => {
    const message = told(recorded(event));
    expect(logAnswer(message)).toEqual({ told: 'event', event: byTheClient(recorded(event)), size: message.length });
  });

  it('of bytes is those bytes', () => {
    const answer = logAnswer(told(recorded({ data: Buffer.from([0, 255]), contentType: 'application/octet-stream' })));
    expect(answer).toMatchObject({ event: { data: Buffer.from([0, 255]) } });
  });

  it('that names no stream, or is cut off, cannot be read', () => {
    const nowhere = recorded({ data: '{}' });
    nowhere.clearStreamIdentifier();
    expect(() => logAnswer(told(nowhere))).toThrow('without id or stream');
    expect(() => logAnswer(told(recorded({ data: '{}' })).subarray(0, 90))).toThrow('cut off');
  });
});

describe('what else a subscriber or a reader is told', () => {
  const bytes = (answer: ReadResp) => Buffer.from(answer.serializeBinary());

  it.each([
    ['confirmation', new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId('s'))],
    ['caughtUp', new ReadResp().setCaughtUp(new ReadResp.CaughtUp())],
    ['fellBehind', new ReadResp().setFellBehind(new ReadResp.FellBehind())],
    ['noStream', new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound())],
  ])('is the %s', (name, answer) => expect(logAnswer(bytes(answer))).toMatchObject({ told: name }));

  it('is a checkpoint', () => {
    const checkpoint = new ReadResp.Checkpoint().setCommitPosition('77').setPreparePosition('70');
    expect(logAnswer(bytes(new ReadResp().setCheckpoint(checkpoint)))).toMatchObject({ position: '77/70' });
  });

  it('is nothing that matters here otherwise', () =>
    expect(logAnswer(bytes(new ReadResp().setLastStreamPosition('9')))).toBeUndefined());
});
