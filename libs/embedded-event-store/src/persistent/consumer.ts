import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/persistent_pb';
import type { ServerDuplexStream, ServiceError } from '@grpc/grpc-js';
import { LINK } from '../store/links';
import { asResponse, type Message } from './message';
import { Pace } from './pace';

export type ConsumerCall = ServerDuplexStream<ReadReq, ReadResp>;

/** Who takes part in a group, as its information tells. */
export interface Participant {
  readonly from: string;
  readonly username: string;
  readonly connectionName: string;
}

interface Delivery {
  readonly message: Message;
  /** Milliseconds since 1970; later than this it is given to another. */
  readonly due: number;
}

/** One subscriber: what it was given and has not answered, never more than it asked for. */
export class Consumer {
  readonly pace = new Pace();
  private readonly inFlight = new Map<string, Delivery>();
  private blocked = false;

  constructor(
    private readonly call: ConsumerCall,
    readonly bufferSize: number,
    readonly participant: Participant,
  ) {}

  get inFlightCount(): number {
    return this.inFlight.size;
  }

  /** One event at a time of the same id: an answer names only the id. */
  canTake({ id }: Message): boolean {
    return !this.blocked && this.inFlight.size < this.bufferSize && !this.inFlight.has(id);
  }

  give(message: Message, resolveLinks: boolean, due: number): void {
    this.inFlight.set(message.id, { message, due });
    this.pace.count();
    const isLink = resolveLinks && message.event.type === LINK;
    this.blocked = !this.call.write(asResponse(message, isLink));
  }

  /** The reader at the other end reads again. */
  unblock(): void {
    this.blocked = false;
  }

  takeBack(id: string): Message | undefined {
    const delivery = this.inFlight.get(id);
    this.inFlight.delete(id);
    return delivery?.message;
  }

  takeAllBack(): Message[] {
    const messages = [...this.inFlight.values()].map(({ message }) => message);
    this.inFlight.clear();
    return messages;
  }

  takeOverdueBack(now: number): Message[] {
    const overdue = [...this.inFlight.values()].filter(({ due }) => due <= now).map(({ message }) => message);
    for (const { id } of overdue) this.inFlight.delete(id);
    return overdue;
  }

  /** Ends the subscription with a status, or quietly. */
  end(reason?: ServiceError): void {
    if (this.call.cancelled || this.call.writableEnded) return;
    if (reason) this.call.emit('error', reason);
    else this.call.end();
  }
}
