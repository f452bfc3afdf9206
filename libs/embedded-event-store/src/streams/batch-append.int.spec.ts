import { randomUUID } from 'node:crypto';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { BatchAppendReq, BatchAppendResp, ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { startEventStore } from '@fuyuan/testing';
import { credentials, status, type ClientDuplexStream, type ServiceError } from '@grpc/grpc-js';
import { Empty as Any } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';

/** The protocol itself, where the client of the tests beside would never go. */

type Batch = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;
let store: Awaited<ReturnType<typeof startEventStore>>;
let client: StreamsClient;

beforeAll(async () => {
  store = await startEventStore();
  client = new StreamsClient(`${store.address.host}:${store.address.port}`, credentials.createInsecure());
});

afterAll(async () => {
  client.close();
  await store.stop();
});

const options = (stream: string, deadline = Date.now() + 60_000) => {
  const made = new BatchAppendReq.Options();
  made.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)));
  made.setAny(new Any());
  made.setDeadline(Timestamp.fromDate(new Date(deadline)));
  return made;
};

function event(data: Uint8Array = Buffer.from('{}'), properties: Record<string, string> = {}) {
  const made = new BatchAppendReq.ProposedMessage();
  made.setId(new UUID().setString(randomUUID()));
  const all = { type: 'Sent', 'content-type': 'application/json', ...properties };
  for (const [key, value] of Object.entries(all)) made.getMetadataMap().set(key, value);
  made.setData(data);
  return made;
}

function withId(id: string) {
  const made = event();
  made.setId(new UUID().setString(id));
  return made;
}

interface Fragment {
  readonly correlation: string;
  readonly options?: BatchAppendReq.Options;
  readonly events?: BatchAppendReq.ProposedMessage[];
  readonly final?: boolean;
}

function fragment({ correlation, options: target, events = [], final = false }: Fragment): BatchAppendReq {
  const made = new BatchAppendReq();
  made.setCorrelationId(new UUID().setString(correlation));
  if (target) made.setOptions(target);
  made.setProposedMessagesList(events);
  made.setIsFinal(final);
  return made;
}

/** Sends the fragments, ends the call, and gives all that was answered. */
function exchange(...fragments: Fragment[]): Promise<BatchAppendResp[]> {
  const call = client.batchAppend() as Batch;
  const answers: BatchAppendResp[] = [];
  for (const one of fragments) call.write(fragment(one));
  call.end();
  return new Promise((resolve, reject) => {
    call.on('data', (answer: BatchAppendResp) => answers.push(answer));
    call.on('error', reject);
    call.on('end', () => resolve(answers));
  });
}

const detail = (answer: BatchAppendResp | undefined) => answer?.getError()?.getDetails()?.getTypeName();

describe('appends in fragments', () => {
  it('that mix on one call are each stored whole and answered once', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const answers = await exchange(
      { correlation: a, options: options(`mixed-${a}`), events: [event()] },
      { correlation: b, options: options(`mixed-${b}`), events: [event(), event()] },
      { correlation: a, events: [event(), event()] },
      { correlation: b, events: [event()], final: true },
      { correlation: a, events: [event()], final: true },
    );
    const found = answers.map((answer) => [
      answer.getCorrelationId()?.getString(),
      answer.getSuccess()?.getCurrentRevision(),
    ]);
    expect(new Map(found as [string, string][])).toEqual(
      new Map([
        [a, '3'],
        [b, '2'],
      ]),
    );
    expect(answers).toHaveLength(2);
  });

  it('of which the last never comes are answered when their deadline has passed, once', async () => {
    const correlation = randomUUID();
    const call = client.batchAppend() as Batch;
    const answers: BatchAppendResp[] = [];
    const ended = new Promise<void>((resolve) => call.on('end', () => resolve()));
    const answered = new Promise<void>((resolve) =>
      call.on('data', (answer: BatchAppendResp) => {
        answers.push(answer);
        resolve();
      }),
    );
    call.write(fragment({ correlation, options: options('late', Date.now() + 50), events: [event()] }));
    await answered;
    call.write(fragment({ correlation, events: [event()], final: true }));
    call.end();
    await ended;
    expect(answers.map(detail)).toEqual(['event_store.client.Timeout']);
  });

  it('whose deadline has passed are not stored', async () => {
    const correlation = randomUUID();
    const [answer] = await exchange({
      correlation,
      options: options('expired', Date.now() - 1000),
      events: [event()],
      final: true,
    });
    expect(detail(answer)).toBe('event_store.client.Timeout');
  });

  it('that together are too large are refused once, and the call goes on', async () => {
    const [large, small] = [randomUUID(), randomUUID()];
    const part = () => event(Buffer.alloc(700_000));
    const answers = await exchange(
      { correlation: large, options: options('large'), events: [part()] },
      { correlation: large, events: [part()] },
      { correlation: large, events: [part()], final: true },
      { correlation: small, options: options('small'), events: [event()], final: true },
    );
    const of = (id: string) => answers.filter((answer) => answer.getCorrelationId()?.getString() === id);
    expect(of(large).map(detail)).toEqual(['event_store.client.MaximumAppendSizeExceeded']);
    expect(of(small).map((answer) => answer.hasSuccess())).toEqual([true]);
  });

  it('without options are refused', async () => {
    const [answer] = await exchange({ correlation: randomUUID(), events: [event()], final: true });
    expect(answer?.getError()?.getMessage()).toMatch(/no options/);
  });

  it.each([
    ['without a type', () => event(undefined, { type: '' }), /type is empty/],
    ['with an id that is no UUID', () => withId('seven'), /not a UUID/],
  ])('%s are refused, each for itself', async (_case, make, message) => {
    const wrong = make();
    const [bad, good] = [randomUUID(), randomUUID()];
    const answers = await exchange(
      { correlation: bad, options: options(`bad-${bad}`), events: [wrong], final: true },
      { correlation: good, options: options(`good-${good}`), events: [event()], final: true },
    );
    const of = (id: string) => answers.find((answer) => answer.getCorrelationId()?.getString() === id);
    expect(of(bad)?.getError()?.getMessage()).toMatch(message);
    expect(of(good)?.hasSuccess()).toBe(true);
  });

  it('that are never finished cannot pile up', async () => {
    const call = client.batchAppend() as Batch;
    const refused = new Promise<ServiceError>((resolve) => call.on('error', resolve));
    call.on('data', () => undefined);
    for (let sent = 0; sent < 1100; sent += 1) {
      call.write(fragment({ correlation: randomUUID(), options: options('pile'), events: [event()] }));
    }
    expect((await refused).code).toBe(status.RESOURCE_EXHAUSTED);
  });
});

describe('a subscriber that does not read', () => {
  it('loses nothing, holds up nobody, and has every event once when it reads on', async () => {
    const stream = `slow-${randomUUID()}`;
    const identifier = new StreamIdentifier().setStreamName(Buffer.from(stream));
    const wanted = new ReadReq.Options()
      .setStream(new ReadReq.Options.StreamOptions().setStreamIdentifier(identifier).setStart(new Empty()))
      .setSubscription(new ReadReq.Options.SubscriptionOptions())
      .setNoFilter(new Empty())
      .setUuidOption(new ReadReq.Options.UUIDOption().setString(new Empty()));
    const subscription = client.read(new ReadReq().setOptions(wanted));
    subscription.pause();

    for (let round = 0; round < 40; round += 1) {
      const events = Array.from({ length: 20 }, () => event(Buffer.alloc(20_000, 65)));
      const [answer] = await exchange({ correlation: randomUUID(), options: options(stream), events, final: true });
      expect(answer?.getSuccess()?.getCurrentRevision()).toBe(String(round * 20 + 19));
    }

    const revisions: number[] = [];
    const whole = new Promise<void>((resolve) => {
      subscription.on('data', (message: ReadResp) => {
        const recorded = message.getEvent()?.getEvent();
        if (recorded) revisions.push(Number(recorded.getStreamRevision()));
        if (revisions.length === 800) resolve();
      });
    });
    subscription.on('error', () => undefined);
    subscription.resume();
    await whole;
    subscription.cancel();
    expect(revisions).toEqual(Array.from({ length: 800 }, (_, revision) => revision));
  });
});
