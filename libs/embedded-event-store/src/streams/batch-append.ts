import { status, type ServerDuplexStream } from '@grpc/grpc-js';
import { asRefusal, badRequest, maximumAppendSizeExceeded, refusal, stopping, streamDeleted } from '../server/refusals';
import type { AppendResult } from '../store/events';
import type { EventLog } from '../store/event-log';
import { batchStored } from '../wire/append-reply';
import type { AppendFragment, AppendTarget, SentEvent } from '../wire/append-request';
import { expired, refusedWith, wrongVersion } from './batch-refusal';
import { proposal, proposalBytes, streamName } from './proposal';

/** An append whose last fragment has not come yet, or that was answered before it came. */
interface Unfinished {
  readonly correlation: Buffer;
  readonly target: AppendTarget;
  readonly events: SentEvent[];
  bytes: number;
  answered: boolean;
  /** Answers when the deadline passes before the last fragment has come. */
  timer?: NodeJS.Timeout;
}

const MOST_UNFINISHED = 1024;
const MOST_UNFINISHED_BYTES = 32 * 1024 * 1024;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export type BatchCall = ServerDuplexStream<AppendFragment, Buffer>;

/** One Streams/BatchAppend call: appends in fragments, told apart by correlation id; exactly one answer to each. */
export class BatchAppends {
  private readonly unfinished = new Map<string, Unfinished>();
  private unfinishedBytes = 0;
  private inFlight = 0;
  private answers: Buffer[] = [];
  private ended = false;
  private stopped = false;

  constructor(
    private readonly call: BatchCall,
    private readonly log: EventLog,
    private readonly maxAppendBytes: number,
  ) {
    call.on('data', (fragment: AppendFragment) => this.take(fragment));
    call.on('end', () => this.end());
    call.on('cancelled', () => this.forget());
    call.on('drain', () => call.resume());
  }

  /** Answers what is in flight and ends, with a status: an OK would leave the client writing to a call that is over. */
  stop(): void {
    this.stopped = true;
    this.call.pause();
    this.end();
  }

  private take(fragment: AppendFragment): void {
    if (this.ended) return;
    const key = fragment.correlation.toString('latin1');
    const append = this.unfinished.get(key) ?? this.begin(key, fragment);
    if (!append) return;
    if (!append.answered) this.add(append, fragment.events);
    if (fragment.final) this.finish(key, append);
  }

  private begin(key: string, { correlation, target, final }: AppendFragment): Unfinished | undefined {
    const unknown = { correlation, stream: Buffer.alloc(0) };
    if (!target) {
      this.answer(refusedWith(badRequest('The first fragment of an append has no options.'), unknown));
      return undefined;
    }
    if (!final && this.unfinished.size >= MOST_UNFINISHED) {
      this.refuseAll(`More than ${MOST_UNFINISHED} appends are unfinished on one call.`);
      return undefined;
    }
    const append: Unfinished = { correlation, target, events: [], bytes: 0, answered: false };
    if (!final) this.keep(key, append);
    return append;
  }

  private keep(key: string, append: Unfinished): void {
    this.unfinished.set(key, append);
    const { deadline } = append.target;
    if (deadline === undefined) return;
    append.timer = setTimeout(() => this.expire(append), Math.min(deadline - Date.now(), LONGEST_TIMER_MS)).unref();
  }

  private expire(append: Unfinished): void {
    if (append.answered) return;
    this.drop(append);
    this.answer(expired(refused(append)));
  }

  /** Answered before its end: what came of it is let go, and what still comes is not kept. */
  private drop(append: Unfinished): void {
    append.answered = true;
    this.unfinishedBytes -= append.bytes;
    append.bytes = 0;
    append.events.length = 0;
  }

  private add(append: Unfinished, events: readonly SentEvent[]): void {
    for (const event of events) {
      const bytes = proposalBytes(event);
      append.bytes += bytes;
      this.unfinishedBytes += bytes;
      append.events.push(event);
    }
    if (append.bytes > this.maxAppendBytes) {
      this.drop(append);
      this.answer(refusedWith(maximumAppendSizeExceeded(this.maxAppendBytes), refused(append)));
    }
    if (this.unfinishedBytes > MOST_UNFINISHED_BYTES) {
      this.refuseAll(`More than ${MOST_UNFINISHED_BYTES} bytes of unfinished appends are on one call.`);
    }
  }

  private finish(key: string, append: Unfinished): void {
    this.unfinished.delete(key);
    clearTimeout(append.timer);
    this.unfinishedBytes -= append.bytes;
    if (!append.answered) void this.write(append);
  }

  private async write(append: Unfinished): Promise<void> {
    this.inFlight += 1;
    try {
      this.answer(await this.outcome(append));
    } catch (error) {
      this.answer(refusedWith(asRefusal(error), refused(append)));
    }
    this.inFlight -= 1;
    if (this.ended && this.inFlight === 0) this.close();
  }

  private async outcome(append: Unfinished): Promise<Buffer> {
    const { target, events } = append;
    const stream = streamName(target.stream);
    const { expected, deadline = Infinity } = target;
    const proposals = events.map((event) => proposal(event, stream));
    return this.reply(append, await this.log.append({ stream, expected, deadline, events: proposals }));
  }

  private reply(append: Unfinished, result: AppendResult): Buffer {
    switch (result.outcome) {
      case 'stored':
        return batchStored({ ...refused(append), revision: result.revision, position: result.position });
      case 'wrong-expected-version':
        return wrongVersion(append.target.expectedExactly ?? append.target.expected, result.current, refused(append));
      case 'stream-deleted':
        return refusedWith(streamDeleted(append.target.stream.toString('utf8')), refused(append));
      case 'expired':
        return expired(refused(append));
    }
  }

  /** A group commit answers many at once: they leave in one write. A reader that does not read is not read from. */
  private answer(reply: Buffer): void {
    this.answers.push(reply);
    if (this.answers.length > 1) return;
    process.nextTick(() => this.flush());
  }

  private flush(): void {
    const frames = Buffer.concat(this.answers);
    this.answers = [];
    if (frames.length === 0 || this.call.cancelled || this.call.writableEnded) return;
    if (!this.call.write(frames)) this.call.pause();
  }

  private refuseAll(reason: string): void {
    this.forget();
    this.call.emit('error', refusal(status.RESOURCE_EXHAUSTED, reason));
  }

  private end(): void {
    this.forget();
    if (this.inFlight === 0) this.close();
  }

  private forget(): void {
    this.ended = true;
    for (const { timer } of this.unfinished.values()) clearTimeout(timer);
    this.unfinished.clear();
  }

  private close(): void {
    this.flush();
    if (this.call.writableEnded || this.call.cancelled) return;
    if (this.stopped) this.call.emit('error', stopping());
    else this.call.end();
  }
}

const refused = ({ correlation, target }: Unfinished) => ({ correlation, stream: target.stream });
