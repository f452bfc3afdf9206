import type { ClientHttp2Stream } from 'node:http2';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { FrameReader } from './frames';

/** What grpc-js lays between a call and its HTTP/2 stream. */
type Layer = Readonly<{
  call?: Layer;
  child?: Layer;
  underlyingCalls?: readonly Readonly<{ call: Layer }>[];
  http2Stream?: ClientHttp2Stream;
  decoder?: Readonly<{ readState: number }>;
}>;
type Told = Readonly<{ message: (message: Buffer) => void; fault: (error: unknown) => void }>;

const LAYERS = 8;
const BETWEEN_MESSAGES = 0;
const LONGEST_ANSWER = 4 * 1024 * 1024;

/**
 * The HTTP/2 stream of a gRPC call, written and read without the layers of grpc-js between: they hand over one message
 * at a time, each after the one before was sent, and cost more than the append itself. The call stays theirs: it is
 * opened, watched and ended as ever. What is written in one turn leaves together.
 */
export class DirectStream {
  private readonly frames = new FrameReader(LONGEST_ANSWER);
  private isGathering = false;

  private constructor(
    private readonly stream: ClientHttp2Stream,
    private readonly told: Told,
  ) {
    stream.removeAllListeners('data');
    stream.on('data', (piece: Buffer) => this.take(piece));
    stream.resume();
  }

  /**
   * Of a call that was answered, between two answers; what comes on it is told here from now on. Undefined where
   * grpc-js is in the midst of an answer, or is not built as it was: the call is as good as before then.
   */
  static of(call: ClientDuplexStream<Buffer, Buffer>, told: Told): DirectStream | undefined {
    let layer: Layer | undefined = call as Layer;
    for (let depth = 0; layer && !layer.http2Stream && depth < LAYERS; depth += 1) layer = below(layer);
    const { http2Stream, decoder } = layer ?? {};
    if (!http2Stream || decoder?.readState !== BETWEEN_MESSAGES || !isOpen(http2Stream)) return undefined;
    return new DirectStream(http2Stream, told);
  }

  /** Sends a message with its head. False when the stream is no more: nothing was sent then. */
  write(frame: Buffer): boolean {
    if (!isOpen(this.stream)) return false;
    this.gather();
    this.stream.write(frame);
    return true;
  }

  private gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    this.stream.cork();
    process.nextTick(() => {
      this.isGathering = false;
      this.stream.uncork();
    });
  }

  private take(piece: Buffer): void {
    try {
      for (const message of this.frames.take(piece)) this.told.message(message);
    } catch (error) {
      this.told.fault(error);
    }
  }
}

const isOpen = (stream: ClientHttp2Stream): boolean => !stream.destroyed && !stream.closed && !stream.writableEnded;

/** A call that was tried over several streams is not taken. */
function below({ call, child, underlyingCalls }: Layer): Layer | undefined {
  return call ?? child ?? (underlyingCalls?.length === 1 ? underlyingCalls[0]?.call : undefined);
}
