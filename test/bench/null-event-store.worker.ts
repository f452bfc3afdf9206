import { randomBytes } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { protocol } from '@fuyuan/embedded-event-store';
import { ServerCredentials, type ServerDuplexStream, type ServerWritableStream } from '@grpc/grpc-js';

const {
  Outlet,
  batchStored,
  caughtUp,
  confirmation,
  eventFrames,
  featuresService,
  readOrder,
  serve,
  streamsDefinition,
} = protocol;

type Batch = ServerDuplexStream<protocol.AppendFragment, Buffer>;
type Read = ServerWritableStream<Parameters<typeof readOrder>[0], Buffer>;

const PAGE = 256;
const DATA = Buffer.from(JSON.stringify({ number: 1, text: 'x'.repeat(180) }));
const live = new Set<InstanceType<typeof Outlet>>();
let position = 0;

const event = (revision: number): protocol.StoredEvent => ({
  position: (position += 300),
  stream: 'bench-null',
  revision,
  id: randomBytes(16),
  type: 'Measured',
  json: true,
  created: Date.now(),
  metadata: Buffer.alloc(0),
  data: DATA,
});
const page = Array.from({ length: PAGE }, (_, revision) => event(revision));

/** Answers every append at once, and tells live readers of it; what a turn brings leaves in one write. */
function batchAppend(call: Batch): void {
  let answers: Buffer[] = [];
  const flush = () => {
    const frames = Buffer.concat(answers);
    answers = [];
    call.write(frames);
  };
  call.on('data', ({ correlation, target, events, final }: protocol.AppendFragment) => {
    if (!final) return;
    const stream = target?.stream ?? Buffer.alloc(0);
    answers.push(batchStored({ correlation, stream, revision: events.length, position: (position += 300) }));
    if (answers.length === 1) setImmediate(flush);
    for (const outlet of live) void outlet.send(eventFrames(events.map((_, n) => ({ event: event(n) }))));
  });
  call.on('end', () => call.end());
}

/** A read gives as many made-up events as it asks for; a subscription `fromPosition` n gives n of them, then lives. */
async function read(call: Read): Promise<void> {
  const outlet = new Outlet(call);
  const { count, start } = readOrder(call.request);
  if (count === undefined) await outlet.send(confirmation('null'));
  const wanted = count ?? (typeof start === 'number' ? start : 0);
  for (let sent = 0; sent < wanted && !outlet.gone.aborted; sent += PAGE) {
    await outlet.send(eventFrames(page.slice(0, wanted - sent).map((made) => ({ event: made }))));
  }
  if (count !== undefined) return outlet.end();
  await outlet.send(caughtUp);
  live.add(outlet);
  outlet.gone.addEventListener('abort', () => live.delete(outlet));
}

const streams: protocol.Service = {
  definition: streamsDefinition,
  implementation: { batchAppend, read: (call: Read) => void read(call) },
};
const unprotected = { credentials: ServerCredentials.createInsecure(), interceptors: [] };

void serve([streams, featuresService([streams])], { host: '127.0.0.1', port: 0 }, unprotected).then(({ address }) =>
  parentPort?.postMessage(address.port),
);
