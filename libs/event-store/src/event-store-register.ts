import { WrongExpectedVersionError } from '@eventstore/db-client';
import {
  ConcurrencyConflict,
  Register,
  RevisionMismatch,
  StoreUnavailable,
  Turns,
  type Cause,
  type Receipt,
  type Recorded,
  type Standing,
} from '@fuyuan/application';
import type { Fact } from '@fuyuan/domain';
import type { SentEvent } from './append/append-request';
import { Appender, type Placed } from './appender';
import { Deadline } from './deadline';
import { eventId } from './event-id';
import type { EventStoreClients } from './event-store-clients';
import type { FoldedRecord, RecordKind } from './folded-record';
import { NEVER_TOLD, type Freshness } from './freshness';
import { metadataOf } from './metadata';
import type { EventStoreSettings } from './options';
import { readForwards } from './read-forwards';
import { receiptOfAppend, ReceiptsOnRecord } from './receipts';
import { RecordCache } from './record-cache';

/** One command on its way: everything that stays the same however often it must decide again. */
type Act<State, Event> = Readonly<{
  id: string;
  stream: string;
  decide: (state: State) => Event[];
  cause: Cause;
  deadline: Deadline;
}> & {
  /** The revision that was the record's last when this command looked; below -1 while it has not looked. */
  seenLast: number;
};

/**
 * All records of one kind, each in a stream of its own, kept folded in a bounded cache: a command on a known record
 * decides and appends at once. What is kept may be behind the store when other processes write too; so it is only
 * good for trying. The append proves it, and a refusal, an empty answer or a condition is believed only after the
 * record was read up to its end.
 */
export class EventStoreRegister<State, Event extends Fact> extends Register<State, Event> {
  readonly records: RecordCache<State, Event>;
  private readonly turns = new Turns();
  private readonly appender: Appender;
  private readonly receipts: ReceiptsOnRecord;

  constructor(
    private readonly kind: RecordKind<State, Event>,
    private readonly clients: EventStoreClients,
    private readonly settings: EventStoreSettings,
    private readonly freshness: Freshness = NEVER_TOLD,
  ) {
    super();
    this.records = new RecordCache(kind, settings.cache);
    this.appender = new Appender(clients.appending, settings.attemptTimeoutMs);
    this.receipts = new ReceiptsOnRecord(clients.reading);
  }

  change(id: string, decide: (state: State) => Event[], cause: Cause): Promise<Receipt> {
    const deadline = new Deadline(this.settings.commandDeadlineMs);
    const act = { id, stream: this.streamOf(id), decide, cause, deadline, seenLast: -2 };
    return this.turns.take(id, () => this.perform(act));
  }

  read(id: string): Standing<State> | Promise<Standing<State>> {
    const record = this.records.of(id);
    const { era } = this.freshness;
    const isWhole = era !== undefined && record.era === era && record.heard <= record.revision;
    return isWhole ? standingOf(record) : this.refreshed(id, record);
  }

  /** Someone changed the record; what is kept of it is behind until it is read again. */
  hear(id: string, revision: number): void {
    const record = this.records.known(id);
    if (record && record.heard < revision) record.heard = revision;
  }

  private streamOf(id: string): string {
    return `${this.kind.category}-${id}`;
  }

  private async perform(act: Act<State, Event>): Promise<Receipt> {
    if (act.deadline.left === 0) throw new StoreUnavailable('The commands before it on the same record took too long.');
    const record = this.mayTryAtOnce ? this.records.begun(act.id) : this.records.of(act.id);
    if (record.revision < 0 && !this.mayTryAtOnce) await this.wentForward(act, record);

    for (let tries = 0; tries < this.settings.tries; tries++) {
      const earlier = record.revisionOf(act.cause.request.id);
      if (earlier !== undefined) return { ...(await this.receiptAt(act, earlier)), repeated: true };

      const receipt = await this.attempt(act, record);
      if (receipt) return receipt;
    }
    throw new ConcurrencyConflict(`Others changed ${act.stream} ${this.settings.tries} times meanwhile.`);
  }

  /**
   * A record that is not known here is most likely new, and the append proves it. The store may take it for the
   * repetition of a request from before; where nobody else writes, such a one is told by its place (see Placed).
   */
  private get mayTryAtOnce(): boolean {
    return this.settings.soleWriter && this.appender.knowsItsPlace;
  }

  /** One try on the record as it is known. Nothing when the record went forward meanwhile. */
  private async attempt(act: Act<State, Event>, record: FoldedRecord<State, Event>): Promise<Receipt | undefined> {
    const { ifRevision } = act.cause;
    const { revision } = record;
    if (ifRevision !== undefined && ifRevision !== revision) {
      if (await this.wentForward(act, record)) return undefined;
      throw new RevisionMismatch(ifRevision, revision);
    }

    let events: Event[];
    try {
      events = act.decide(record.state);
    } catch (refusal) {
      if (await this.wentForward(act, record)) return undefined;
      throw refusal;
    }
    // Awaited: a promise that is returned from here is passed on two turns later.
    if (events.length > 0) return await this.record(act, record, events);
    if (await this.wentForward(act, record)) return undefined;
    return { recorded: false, eventIds: [], stream: act.stream };
  }

  private async record(
    act: Act<State, Event>,
    record: FoldedRecord<State, Event>,
    events: Event[],
  ): Promise<Receipt | undefined> {
    const recordedAt = this.settings.now().toISOString();
    const stored = this.encode(events, act.cause, recordedAt);
    const known = record.revision;
    let placed: Placed;
    try {
      placed = await this.appender.append(act.stream, stored, known, act.deadline);
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) {
        await this.look(act, record);
        return undefined;
      }
      this.records.drop(act.id, record);
      this.receipts.leaveOpen(act.cause.request);
      throw error;
    }
    events.forEach((event, index) => record.take(event, known + 1 + index, act.cause.request.id));
    this.records.keep(act.id, record);
    return this.receiptOf(act, stored, placed, recordedAt);
  }

  /** Taken from the log wherever what lies there may not be what was sent last, or its place is not told exactly. */
  private receiptOf(
    act: Act<State, Event>,
    stored: readonly SentEvent[],
    { revision, position, known }: Placed,
    recordedAt: string,
  ): Recorded | Promise<Recorded> {
    if (!position || known || stored.length > 1 || this.receipts.wereLeftOpen(act.cause.request)) {
      return this.receiptAt(act, revision);
    }
    const eventIds = stored.map((event) => event.id);
    return receiptOfAppend({ stream: act.stream, eventIds, revision, position }, recordedAt);
  }

  private receiptAt({ stream, cause, deadline }: Act<State, Event>, revision: number): Promise<Recorded> {
    return this.receipts.onRecord(stream, revision, cause.request, deadline);
  }

  private encode(events: Event[], cause: Cause, recordedAt: string): SentEvent[] {
    return events.map((event, index) => ({
      id: eventId(cause.request, index),
      type: this.kind.codec.storedType(event.type),
      data: JSON.stringify(event.data),
      metadata: JSON.stringify(metadataOf(cause, index, events.length, recordedAt)),
    }));
  }

  /** Whether there is more to the record than was known. What this command has looked at once is not read again. */
  private async wentForward(act: Act<State, Event>, record: FoldedRecord<State, Event>): Promise<boolean> {
    const before = record.revision;
    if (act.seenLast !== before) await this.look(act, record);
    return record.revision > before;
  }

  private async look(act: Act<State, Event>, record: FoldedRecord<State, Event>): Promise<void> {
    await this.refresh(act.id, record, act.deadline);
    act.seenLast = record.revision;
  }

  private async refreshed(id: string, record: FoldedRecord<State, Event>): Promise<Standing<State>> {
    await this.refresh(id, record, new Deadline(this.settings.commandDeadlineMs));
    return standingOf(record);
  }

  /** Reads what the store knows beyond what is known here. Errors: StoreUnavailable, UnreadableEvent. */
  private async refresh(id: string, record: FoldedRecord<State, Event>, deadline: Deadline): Promise<void> {
    const { era } = this.freshness;
    const reading = { from: record.revision + 1, deadline };
    try {
      await readForwards(this.clients.reading, this.streamOf(id), reading, (event) => record.takeStored(event));
      record.era = era ?? -1;
    } finally {
      if (record.revision < 0) this.records.drop(id, record);
      else this.records.keep(id, record);
    }
  }
}

/** As it is now: the record itself goes on. */
const standingOf = <State>({ state, revision }: Standing<State>): Standing<State> => ({ state, revision });
