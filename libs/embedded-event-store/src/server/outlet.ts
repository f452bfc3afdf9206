import type { ServerDuplexStream, ServerWritableStream, ServiceError } from '@grpc/grpc-js';

type Call = ServerWritableStream<unknown, Buffer> | ServerDuplexStream<unknown, Buffer>;

/**
 * The sending side of one streaming call. One write is on its way and one is being made, whatever the reader's pace:
 * `send` waits for the one before. When the reader has gone, `gone` aborts and everything returns.
 */
export class Outlet {
  private readonly controller = new AbortController();
  private underway: Promise<void> = Promise.resolve();

  constructor(private readonly call: Call) {
    const leave = () => this.controller.abort();
    for (const event of ['cancelled', 'close', 'error'] as const) call.on(event, leave);
    if (call.cancelled) leave();
  }

  get gone(): AbortSignal {
    return this.controller.signal;
  }

  /** `frames`: messages with gRPC's prefixes. Resolves when the next may be made. */
  async send(frames: Buffer): Promise<void> {
    await this.underway;
    if (this.gone.aborted) return;
    this.underway = new Promise((resolve) => {
      const done = () => {
        this.gone.removeEventListener('abort', done);
        resolve();
      };
      this.gone.addEventListener('abort', done);
      this.call.write(frames, done);
    });
  }

  async end(): Promise<void> {
    await this.underway;
    if (!this.gone.aborted) this.call.end();
  }

  /** Ends the call with a status that says why. */
  refuse(error: ServiceError): void {
    if (!this.gone.aborted) this.call.emit('error', error);
    this.controller.abort();
  }
}
