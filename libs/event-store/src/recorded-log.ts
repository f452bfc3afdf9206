import { START } from '@eventstore/db-client';
import type { Fact } from '@fuyuan/domain';
import { accountCodec } from './account.codec';
import type { Codec } from './codec';
import { Deadline } from './deadline';
import { denialCodec } from './denial.codec';
import { EventStoreClients } from './event-store-clients';
import { lawNoticeCodec } from './law-notice.codec';
import { lastPlace, placeAfter, placeAtOrBefore, type Place } from './log-places';
import { metadataFrom } from './metadata';
import { settingsOf, type EventStoreOptions, type EventStoreSettings } from './options';
import type { LogEvent } from './read/log-answer';
import { readForwards } from './read-forwards';
import { referralKindsCodec } from './referral-kinds.codec';
import { referralCodec } from './referral.codec';
import { CatchUpSubscription, type SubscriptionOptions } from './subscription';
import { subscriptionCodec } from './subscription.codec';
import { unitCodec } from './unit.codec';
import { unitMovesCodec } from './unit-moves.codec';
import { UnreadableEvent } from './unreadable-event';

/** A fact as it lies in the log, in its newest shape. Instants are UTC, ISO 8601. */
export type RecordedFact = Readonly<{
  id: string;
  /** The name of the model, without a version. */
  type: string;
  data: unknown;
  stream: string;
  revision: number;
  position: string;
  occurredAt: string;
  recordedAt: string;
  correlationId: string;
  causationId: string;
  actorUnit: string;
}>;

export type LogFollowing = Pick<SubscriptionOptions, 'passed' | 'caughtUp' | 'dropped'> &
  Readonly<{
    handle: (fact: RecordedFact) => Promise<void> | void;
    /** A position to begin after; the beginning of the log unless told. */
    after?: string | undefined;
  }>;

const CODECS = new Map<string, Codec<Fact>>([
  ['unit', unitCodec],
  ['unitMoves', unitMovesCodec],
  ['lawNotice', lawNoticeCodec],
  ['referral', referralCodec],
  ['codeList', referralKindsCodec],
  ['subscription', subscriptionCodec],
  ['account', accountCodec],
  ['denials', denialCodec],
]);

/** The whole log for one who only reads it: every fact of every record in the order in which they were recorded. */
export class RecordedLog {
  private readonly clients: EventStoreClients;
  private readonly settings: EventStoreSettings;

  /** Errors: Error when the connection string is not valid. */
  constructor(options: EventStoreOptions) {
    this.settings = settingsOf(options);
    this.clients = new EventStoreClients(options.connectionString);
  }

  /**
   * Follows it for ever; `run` ends it. What the handler throws is tried again.
   * Errors of `run`: UnreadableEvent, for a fact of an unknown type or version.
   */
  follow({ handle, after, ...told }: LogFollowing): CatchUpSubscription {
    return new CatchUpSubscription({
      ...told,
      newClient: () => this.clients.another(),
      patience: this.settings.subscription,
      from: after === undefined ? START : { after },
      handle: (event) => handle(factOf(event)),
    });
  }

  /** The facts of one record, from one revision until before another. Errors: UnreadableEvent, StoreUnavailable. */
  async *record(stream: string, from: number, before: number): AsyncGenerator<RecordedFact> {
    const page = 500;
    for (let next = from; next < before; next += page) {
      const facts: RecordedFact[] = [];
      const reading = { from: next, limit: Math.min(page, before - next) };
      const deadline = new Deadline(this.settings.commandDeadlineMs);
      await readForwards(this.clients.reading, stream, { ...reading, deadline }, (event) => facts.push(factOf(event)));
      yield* facts;
    }
  }

  /** The last fact, or the last at a position or before it. Errors: StoreUnavailable; RangeError: no position. */
  last(atOrBefore?: string): Promise<Place | undefined> {
    return atOrBefore === undefined ? lastPlace(this.reading) : placeAtOrBefore(this.reading, atOrBefore);
  }

  /** The first fact after a position, or of all. Errors: StoreUnavailable; RangeError: no position. */
  next(after: string | null): Promise<Place | undefined> {
    return placeAfter(this.reading, after);
  }

  private get reading() {
    return { clients: this.clients.reading, deadline: new Deadline(this.settings.commandDeadlineMs) };
  }

  async dispose(): Promise<void> {
    await this.clients.dispose();
  }
}

/** Errors: UnreadableEvent. */
export function factOf(event: LogEvent): RecordedFact {
  const { id, streamId: stream, revision, position } = event;
  const codec = CODECS.get(stream.slice(0, stream.indexOf('-')));
  if (!codec) throw new UnreadableEvent(event, 'its stream names no kind of record that is known');
  const { type, data } = codec.decode(event);
  const { recordedAt, actor, $correlationId, $causationId } = metadataFrom(event);
  return {
    id,
    type,
    data,
    stream,
    revision,
    position,
    occurredAt: (data as { occurredAt: string }).occurredAt,
    recordedAt,
    correlationId: $correlationId,
    causationId: $causationId,
    actorUnit: actor.unit,
  };
}
