import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cause, Register } from '@fuyuan/application';
import type { Fact, LawNoticeEvent } from '@fuyuan/domain';
import {
  EventStoreClients,
  EventStoreLawNoticeRegister,
  EventStoreSubscriptionRegister,
  EventStoreUnitRegister,
  settingsOf,
} from '@fuyuan/event-store';
import { causeOf, lawNoticePublished, lawNoticeRead, unitRegistered } from '@fuyuan/testing';

type LawNoticePublished = Extract<LawNoticeEvent, { type: 'LawNoticePublished' }>;

const WRITERS = 4;
/** About 40 facts a second: every relay that starts reads them all, and one that is killed every second must keep up. */
const PACE_MS = 100;
/** Odd, so that each unit has its turn. All that a unit may see is read one by one for such a feed. */
const BEGINNING_EVERY = 9;

/**
 * Facts that are recorded all the time: notices to two courts, which both read them, while the feeds of both begin and
 * end at a word: each feed is a topic for ever. The names of the units are the load's own, and so are their feeds.
 */
export class Load {
  recorded = 0;
  /** Appends whose answer never came, and which were sent again. */
  repeated = 0;
  readonly units: readonly [publisher: string, addressee: string];
  readonly notices: EventStoreLawNoticeRegister;
  private readonly clients: EventStoreClients;
  private readonly unitRegister: EventStoreUnitRegister;
  private readonly subscriptions: EventStoreSubscriptionRegister;
  private writing: Promise<unknown> = Promise.resolve();
  private going = false;
  private feeds = 0;

  constructor(connectionString: string) {
    const settings = settingsOf({ connectionString });
    const place = randomUUID().slice(0, 8);
    this.units = [`court-${place}`, `justice-${place}`];
    this.clients = new EventStoreClients(connectionString);
    this.unitRegister = new EventStoreUnitRegister(this.clients, settings, { era: undefined });
    this.notices = new EventStoreLawNoticeRegister(this.clients, settings);
    this.subscriptions = new EventStoreSubscriptionRegister(this.clients, settings);
  }

  async start(): Promise<void> {
    for (const unit of this.units) await this.record(this.unitRegister, unit, unitRegistered(unit));
    await this.turnFeed();
    await this.turnFeed();
    this.resume();
  }

  resume(): void {
    this.going = true;
    this.writing = Promise.all(Array.from({ length: WRITERS }, () => this.write()));
  }

  /** Resolves when everything that was begun is recorded. */
  async rest(): Promise<void> {
    this.going = false;
    await this.writing;
  }

  async stop(): Promise<void> {
    await this.rest();
    await this.clients.dispose();
  }

  /** A feed of one unit begins anew, and then one of the other; the one before, of the same unit, ends. */
  async turnFeed(): Promise<void> {
    const nth = this.feeds++;
    const unitId = this.units[nth % 2] ?? '';
    const from = nth < 2 || nth % BEGINNING_EVERY === 0 ? ('beginning' as const) : ('now' as const);
    const occurredAt = '2026-03-01T01:00:00.000Z';
    const act = { unitId, legalBasis: [{ norm: '磐石市府院联动联席会议工作规则', article: '第十二条' }], occurredAt };
    if (nth >= 2) await this.record(this.subscriptions, unitId, { type: 'SubscriptionEnded', data: act });
    await this.record(this.subscriptions, unitId, { type: 'SubscriptionStarted', data: { ...act, from } });
  }

  /** A fact on a record, sent again as the same request until the store has answered. */
  async record<E extends Fact>(register: Pick<Register<unknown, E>, 'change'>, id: string, fact: E): Promise<void> {
    const cause: Cause = causeOf();
    const change = () => register.change(id, () => [fact], cause);
    for (let done = false; !done;) {
      done = await change().then(
        () => true,
        () => false,
      );
      if (!done) await pause(PACE_MS);
      if (!done) this.repeated += 1;
    }
    this.recorded += 1;
  }

  private async write(): Promise<void> {
    const [publisher, addressee] = this.units;
    while (this.going) {
      const id = randomUUID();
      const { type, data } = lawNoticePublished(id, [addressee]) as LawNoticePublished;
      await this.notice(id, { type, data: { ...data, publisherId: publisher } });
      await this.notice(id, lawNoticeRead(id, addressee));
      await this.notice(id, lawNoticeRead(id, publisher));
    }
  }

  private async notice(id: string, fact: LawNoticeEvent): Promise<void> {
    await this.record(this.notices, id, fact);
    await pause(PACE_MS);
  }
}
