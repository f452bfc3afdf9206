import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendResp, BatchAppendResp, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import fc from 'fast-check';
import type { StoredEvent } from '../store/events';
import { appendStored, batchStored } from './append-reply';
import { asOneWrite } from './frames';
import { eventFrames } from './read-reply';
import { uuidFromText, uuidText } from './uuid';

const seed = Date.now() % 2 ** 31;
process.stderr.write(`replies.spec: seed ${seed}\n`);

const whole = fc.maxSafeNat();
const bytes = fc.uint8Array({ maxLength: 300 }).map((made) => Buffer.from(made));
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const id = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((made) => Buffer.from(made));
const event: fc.Arbitrary<StoredEvent> = fc.record({
  position: whole,
  stream: text,
  revision: whole,
  id,
  type: text,
  json: fc.boolean(),
  created: fc.integer({ min: 1, max: 4e12 }),
  data: bytes,
  metadata: bytes,
});

/** The messages between gRPC's prefixes. */
function messages(framed: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < framed.length;) {
    expect(framed[at]).toBe(0);
    const end = at + 5 + framed.readUInt32BE(at + 1);
    found.push(framed.subarray(at + 5, end));
    at = end;
  }
  return found;
}

function seen(recorded: ReadResp.ReadEvent.RecordedEvent | undefined) {
  if (!recorded) throw new Error('There is no event.');
  const properties = recorded.getMetadataMap();
  return {
    stream: Buffer.from(recorded.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
    revision: Number(recorded.getStreamRevision()),
    prepare: Number(recorded.getPreparePosition()),
    commit: Number(recorded.getCommitPosition()),
    type: properties.get('type'),
    content: properties.get('content-type'),
    created: properties.get('created'),
    data: Buffer.from(recorded.getData_asU8()),
    metadata: Buffer.from(recorded.getCustomMetadata_asU8()),
  };
}

const wanted = ({ stream, revision, position, type, json, created, data, metadata }: StoredEvent) => ({
  stream,
  revision,
  prepare: position,
  commit: position,
  type,
  content: json ? 'application/json' : 'application/octet-stream',
  created: (BigInt(created) * 10_000n).toString(),
  data,
  metadata,
});

describe('a page of events', () => {
  it('is read by the generated code as it was made', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), (events) => {
        const read = messages(eventFrames(events.map((one) => ({ event: one })))).map((message) =>
          ReadResp.deserializeBinary(message).getEvent(),
        );
        expect(read.map((one) => seen(one?.getEvent()))).toEqual(events.map(wanted));
        expect(read.map((one) => one?.getEvent()?.getId()?.getString())).toEqual(events.map((one) => uuidText(one.id)));
        expect(read.map((one) => Number(one?.getCommitPosition()))).toEqual(events.map(({ position }) => position));
        expect(read.every((one) => !one?.hasLink())).toBe(true);
      }),
      { seed },
    );
  });

  it('gives ids in halves to who asks for them', () => {
    fc.assert(
      fc.property(event, (one) => {
        const [message = Buffer.alloc(0)] = messages(eventFrames([{ event: one }], 'halves'));
        const halves = ReadResp.deserializeBinary(message).getEvent()?.getEvent()?.getId()?.getStructured();
        expect(BigInt(halves?.getMostSignificantBits() ?? 0)).toBe(one.id.readBigInt64BE(0));
        expect(BigInt(halves?.getLeastSignificantBits() ?? 0)).toBe(one.id.readBigInt64BE(8));
      }),
      { seed },
    );
  });

  it('gives a link beside what it names, at the position of the link', () => {
    fc.assert(
      fc.property(event, fc.option(event, { nil: undefined }), (link, target) => {
        const [message = Buffer.alloc(0)] = messages(eventFrames([{ event: target, link }]));
        const read = ReadResp.deserializeBinary(message).getEvent();
        expect(seen(read?.getLink())).toEqual(wanted(link));
        expect(read?.hasEvent()).toBe(target !== undefined);
        if (target) expect(seen(read?.getEvent())).toEqual(wanted(target));
        expect(Number(read?.getCommitPosition())).toBe(link.position);
      }),
      { seed },
    );
  });

  it('leaves in one write, prefixes and all', () => {
    const framed = Buffer.from([0, 0, 0, 0, 1, 7, 0, 0, 0, 0, 2, 8, 9]);
    const body = asOneWrite(framed);
    const output = Buffer.alloc(body.byteLength + 5, 0xff);
    body.copy(output, 5);
    expect(output).toEqual(framed);
  });
});

describe('the answer to an append', () => {
  const uuid = new UUID().setString('f47ac10b-58cc-4372-a567-0123456789ab').serializeBinary();

  it('is read by the generated code as it was made', () => {
    fc.assert(
      fc.property(whole, whole, text, (revision, position, stream) => {
        const correlation = Buffer.from(uuid);
        const [message = Buffer.alloc(0)] = messages(
          batchStored({ correlation, stream: Buffer.from(stream), revision, position }),
        );
        const { correlationId, streamIdentifier, success } = BatchAppendResp.deserializeBinary(message).toObject();
        expect(correlationId?.string).toBe('f47ac10b-58cc-4372-a567-0123456789ab');
        expect(success?.currentRevision).toBe(String(revision));
        expect(success?.position).toEqual({ commitPosition: String(position), preparePosition: String(position) });
        expect(Buffer.from(String(streamIdentifier?.streamName), 'base64').toString('utf8')).toBe(stream);

        const plain = AppendResp.deserializeBinary(appendStored({ revision, position })).getSuccess();
        expect(plain?.getCurrentRevision()).toBe(String(revision));
        expect(plain?.getPosition()?.getCommitPosition()).toBe(String(position));
      }),
      { seed },
    );
  });

  it('to nothing on no stream says no stream and no position', () => {
    const success = AppendResp.deserializeBinary(appendStored({ revision: -1, position: undefined })).getSuccess();
    expect(success?.hasNoStream()).toBe(true);
    expect(success?.hasNoPosition()).toBe(true);
  });
});

describe('the text of a uuid', () => {
  it('comes back as the bytes it was made of', () => {
    fc.assert(
      fc.property(id, (made) => {
        expect(uuidFromText(Buffer.from(uuidText(made)))).toEqual(made);
        expect(uuidFromText(Buffer.from(uuidText(made).toUpperCase()))).toEqual(made);
      }),
      { seed },
    );
  });

  it.each([
    '',
    'f47ac10b-58cc-4372-a567-0123456789a',
    'f47ac10b-58cc-4372-a567-0123456789ag',
    'f47ac10b058cc-4372-a567-0123456789ab',
  ])('%p is none', (wrong) => expect(uuidFromText(Buffer.from(wrong))).toBeUndefined());
});
