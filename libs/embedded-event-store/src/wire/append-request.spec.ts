import { Empty as ClientEmpty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import fc from 'fast-check';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import { readAppendFragment, readAppendMessage } from './append-request';
import { MalformedMessage } from './proto-reader';
import { uuidText } from './uuid';

const seed = Date.now() % 2 ** 31;
process.stderr.write(`append-request.spec: seed ${seed}\n`);

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const bytes = fc.uint8Array({ maxLength: 300 });
const revision = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const expected = fc.oneof(revision, fc.constantFrom('any' as const, 'no_stream' as const, 'stream_exists' as const));
const event = fc.record({ id: fc.uuid(), type: text, json: fc.boolean(), data: bytes, metadata: bytes });
const request = fc.record({
  correlation: fc.uuid(),
  stream: text,
  expected,
  deadline: fc.option(fc.integer({ min: 0, max: 4e12 })),
  events: fc.array(event, { maxLength: 5 }),
  final: fc.boolean(),
});

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;
type Expected = bigint | 'any' | 'no_stream' | 'stream_exists';

const contentType = (json: boolean) => (json ? 'application/json' : 'application/octet-stream');

function proposed<M extends AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage>(message: M, sent: Event): M {
  message.setId(new UUID().setString(sent.id));
  message.getMetadataMap().set('type', sent.type).set('content-type', contentType(sent.json));
  message.setData(sent.data);
  message.setCustomMetadata(sent.metadata);
  return message;
}

const found = ({
  id,
  type,
  contentType: content,
  data,
  metadata,
}: ReturnType<typeof readAppendFragment>['events'][0]) => ({
  id: id && uuidText(id),
  type,
  content,
  data: Buffer.from(data),
  metadata: Buffer.from(metadata),
});

const wanted = ({ id, type, json, data, metadata }: Event) => ({
  id,
  type,
  content: contentType(json),
  data: Buffer.from(data),
  metadata: Buffer.from(metadata),
});

const wantedExpectation = (value: Expected) =>
  typeof value !== 'bigint'
    ? { expected: value }
    : {
        expected: Number(value),
        ...(value > BigInt(Number.MAX_SAFE_INTEGER) ? { expectedExactly: value } : {}),
      };

function batch(sent: typeof request extends fc.Arbitrary<infer T> ? T : never): Buffer {
  const options = new BatchAppendReq.Options();
  options.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(sent.stream)));
  if (sent.expected === 'any') options.setAny(new Empty());
  else if (sent.expected === 'no_stream') options.setNoStream(new Empty());
  else if (sent.expected === 'stream_exists') options.setStreamExists(new Empty());
  else options.setStreamPosition(String(sent.expected));
  if (sent.deadline !== null) options.setDeadline(Timestamp.fromDate(new Date(sent.deadline)));

  const message = new BatchAppendReq();
  message.setCorrelationId(new UUID().setString(sent.correlation));
  message.setOptions(options);
  message.setProposedMessagesList(sent.events.map((one) => proposed(new BatchAppendReq.ProposedMessage(), one)));
  message.setIsFinal(sent.final);
  return Buffer.from(message.serializeBinary());
}

describe('a batch append', () => {
  it('is read as the generated code wrote it', () => {
    fc.assert(
      fc.property(request, (sent) => {
        const read = readAppendFragment(batch(sent));
        expect(UUID.deserializeBinary(read.correlation).getString()).toBe(sent.correlation);
        expect(read.final).toBe(sent.final);
        expect(read.events.map(found)).toEqual(sent.events.map(wanted));
        expect(read.target).toEqual({
          stream: Buffer.from(sent.stream),
          ...wantedExpectation(sent.expected),
          ...(sent.deadline === null ? {} : { deadline: sent.deadline }),
        });
      }),
      { seed },
    );
  });

  it('with fields of a later protocol is read all the same', () => {
    const later = Buffer.from([
      0xa0, 0x06, 0x05, 0xaa, 0x06, 0x02, 0x01, 0x02, 0xb5, 0x06, 1, 2, 3, 4, 0xb9, 0x06, 1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    const message = new BatchAppendReq().setIsFinal(true).serializeBinary();
    expect(readAppendFragment(Buffer.concat([later, message, later])).final).toBe(true);
  });

  it('cut short anywhere is malformed or shorter, never read beyond its end', () => {
    fc.assert(
      fc.property(request, fc.nat(), (sent, cut) => {
        const whole = batch(sent);
        const part = whole.subarray(0, cut % whole.length);
        try {
          readAppendFragment(part);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessage);
        }
      }),
      { seed },
    );
  });

  it('of random bytes is malformed or nonsense, and never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        try {
          readAppendFragment(Buffer.from(noise));
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessage);
        }
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe('a plain append', () => {
  it('is read as the generated code wrote it', () => {
    fc.assert(
      fc.property(event, (sent) => {
        const message = new AppendReq().setProposedMessage(proposed(new AppendReq.ProposedMessage(), sent));
        const read = readAppendMessage(Buffer.from(message.serializeBinary()));
        expect(read.target).toBeUndefined();
        expect(read.event && found(read.event)).toEqual(wanted(sent));
      }),
      { seed },
    );
  });

  it('begins with where to', () => {
    const options = new AppendReq.Options()
      .setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from('案件-1')))
      .setNoStream(new ClientEmpty());
    const read = readAppendMessage(Buffer.from(new AppendReq().setOptions(options).serializeBinary()));
    expect(read).toEqual({ target: { stream: Buffer.from('案件-1'), expected: 'no_stream' } });
  });
});

describe('a uuid in halves', () => {
  it('is the same as in text', () => {
    const id = new UUID().setStructured(
      new UUID.Structured()
        .setMostSignificantBits(BigInt.asIntN(64, 0xf47ac10b58cc4372n).toString())
        .setLeastSignificantBits(BigInt.asIntN(64, 0x0567123456789abcn).toString()),
    );
    const sent = new BatchAppendReq.ProposedMessage();
    sent.setId(id);
    const read = readAppendFragment(
      Buffer.from(new BatchAppendReq().setProposedMessagesList([sent]).serializeBinary()),
    );
    expect(read.events[0]?.id && uuidText(read.events[0].id)).toBe('f47ac10b-58cc-4372-0567-123456789abc');
  });

  it('that is none is undefined', () => {
    const sent = new BatchAppendReq.ProposedMessage();
    sent.setId(new UUID().setString('not-a-uuid'));
    const read = readAppendFragment(
      Buffer.from(new BatchAppendReq().setProposedMessagesList([sent]).serializeBinary()),
    );
    expect(read.events[0]?.id).toBeUndefined();
  });
});
