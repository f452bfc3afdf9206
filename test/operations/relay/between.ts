import { connect, createServer, type Server, type Socket } from 'node:net';

/** The numbers that Kafka gives to requests. */
export const REQUESTS = {
  Produce: 0,
  Fetch: 1,
  Metadata: 3,
  FindCoordinator: 10,
  JoinGroup: 11,
  Heartbeat: 12,
  SyncGroup: 14,
  InitProducerId: 22,
  AddPartitionsToTxn: 24,
  EndTxn: 26,
} as const;
export type RequestName = keyof typeof REQUESTS;

type Late = { request: number; ms: number; times: number };
type Caught = { request: number; pass: boolean; caught: () => void };

/** Stands between a broker and its clients, who know no other address of it, and does what a network may do. */
export class Between {
  private readonly open = new Set<Socket>();
  private late: Late | undefined;
  private waiting: Caught | undefined;
  private broker = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {
    server.on('connection', (client) => this.join(client));
  }

  static listen(): Promise<Between> {
    const server = createServer({ noDelay: true });
    return new Promise((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', () => {
        const address = server.address();
        if (address && typeof address === 'object') resolve(new Between(server, address.port));
      });
    });
  }

  to(broker: number): void {
    this.broker = broker;
  }

  /** The next so many answers to a kind of request come so late. `toDelay`: how many of them are still to come. */
  delay(request: RequestName, ms: number, times: number): void {
    this.late = { request: REQUESTS[request], ms, times };
  }

  get toDelay(): number {
    return this.late?.times ?? 0;
  }

  /** Resolves when the next such request comes by; `pass` lets it go on to the broker, else it is lost. */
  next(request: RequestName, pass: boolean): Promise<void> {
    return new Promise((caught) => (this.waiting = { request: REQUESTS[request], pass, caught }));
  }

  /** Breaks every connection that is open. */
  sever(): void {
    for (const socket of this.open) socket.destroy();
  }

  async close(): Promise<void> {
    this.sever();
    await new Promise((closed) => this.server.close(closed));
  }

  private join(client: Socket): void {
    const broker = connect({ port: this.broker, host: '127.0.0.1', noDelay: true });
    const part = () => [client, broker].forEach((socket) => socket.destroy());
    for (const socket of [client, broker]) {
      this.open.add(socket);
      socket.on('error', part).on('close', () => {
        this.open.delete(socket);
        part();
      });
    }
    const asked = new Map<number, number>();
    let answered: Promise<unknown> = Promise.resolve();
    eachFrame(client, (frame) => {
      const request = frame.readInt16BE(4);
      asked.set(frame.readInt32BE(8), request);
      if (this.passes(request)) broker.write(frame);
    });
    eachFrame(broker, (frame) => {
      const ms = this.lateness(asked.get(frame.readInt32BE(4)));
      asked.delete(frame.readInt32BE(4));
      // What follows on the same connection waits behind it, as it would on the way.
      answered = answered.then(() => later(ms)).then(() => client.destroyed || client.write(frame));
    });
  }

  private passes(request: number): boolean {
    const { waiting } = this;
    if (waiting?.request !== request) return true;
    this.waiting = undefined;
    setImmediate(waiting.caught);
    return waiting.pass;
  }

  private lateness(request: number | undefined): number {
    if (!this.late || this.late.request !== request || this.late.times === 0) return 0;
    this.late.times -= 1;
    return this.late.ms;
  }
}

const later = (ms: number): Promise<void> | undefined =>
  ms === 0 ? undefined : new Promise((resolve) => setTimeout(resolve, ms));

/** Kafka divides what it says by lengths, of four bytes each. */
function eachFrame(from: Socket, take: (frame: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  from.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0);
      take(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  });
}
