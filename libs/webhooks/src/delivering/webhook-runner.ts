import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { sql } from 'kysely';
import { SecretUnreadable } from '../signing/key-safe';
import { webhooksIn } from '../webhook-tables';
import { FeedsKnown, type Place } from './feeds-known';
import { HeldWebhook, type Holder } from './held-webhook';
import { MOST_IN_DOUBT } from './lanes';
import type { Places } from './places';
import { Turn, type TurnOptions } from './turn';

export type WebhookRunnerOptions = TurnOptions &
  Readonly<{
    places: Places;
    /** The longest that one sending may take, in milliseconds. */
    totalMs: number;
    /** Told of what goes wrong on this side and is tried again. */
    failed: (error: unknown, what: string) => void;
    /** No other process has this database: whoever held a webhook is gone, and is not waited for. */
    alone?: boolean;
    /** How often it looks for what there is to send, in milliseconds. */
    lookMs?: number;
  }>;

const LOOK_MS = 250;
/** A process that was killed is waited for so much longer than a message and a ping after it may take. */
const HOLD_BEYOND_MS = 10_000;
/** A database that is away is asked again after so long. */
const AWAY_MS = 2_000;
/** What only an operator can put right is tried again after so long. */
const UNREADABLE_MS = 60_000;

type Candidate = Place & Readonly<{ id: string; due_at: string | null; in_doubt: number }>;

/**
 * Sends the feeds of one read side to the webhooks of its units: each by one process at a time, in the order of each
 * record, at least once. Several processes of a read side share them.
 */
export class WebhookRunner {
  private readonly feeds: FeedsKnown;
  private readonly turns = new Map<string, Promise<void>>();
  private readonly leftAlone = new Map<string, number>();
  private readonly served = new Map<string, number>();
  private readonly ending = new AbortController();
  private readonly holder: Holder;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: WebhookRunnerOptions) {
    this.feeds = new FeedsKnown(options.database);
    // As many listen as are sent to at once.
    setMaxListeners(0, this.ending.signal);
    this.holder = { name: randomUUID(), now: options.now, holdMs: 2 * options.totalMs + HOLD_BEYOND_MS };
  }

  /** Errors: of the database. */
  async start(): Promise<void> {
    const { database, alone = false } = this.options;
    const nobody = webhooksIn(database.db).updateTable('webhooks').set({ holder: null, held_until: null });
    if (alone) await nobody.execute();
    void this.look();
  }

  /** Looks now for what there is to send, and begins with it. Does not reject. */
  look(): Promise<void> {
    this.looking = this.looking.then(() => this.lookOnce());
    return this.looking;
  }

  /** What is under way has so long to come to its end; what does not is sent again later. */
  async stop(graceMs = 0): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    const late = setTimeout(() => this.ending.abort(), graceMs);
    await this.looking;
    await Promise.all(this.turns.values());
    clearTimeout(late);
  }

  private async lookOnce(): Promise<void> {
    clearTimeout(this.timer);
    if (this.stopped) return;
    let pause = this.options.lookMs ?? LOOK_MS;
    try {
      await this.feeds.look();
      for (const { id } of await this.candidates()) await this.begin(id);
    } catch (error) {
      this.options.failed(error, 'webhooks');
      pause = AWAY_MS;
    }
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), pause);
  }

  /** Those that have something to be sent now and that nobody sends to, those that waited longest first. */
  private async candidates(): Promise<readonly Candidate[]> {
    const now = this.options.now();
    const { rows } = await sql<Candidate>`select w.id, w.unit_id, w.subscription, w.read_to,
        (select min(next_at) from webhook_lanes l where l.webhook_id = w.id and l.status = 'retrying') as due_at,
        (select count(*) from webhook_lanes l where l.webhook_id = w.id and l.status = 'retrying'
          and l.first_failed_at > coalesce(w.last_success_at, '')) as in_doubt
      from webhooks w where w.state = 'active' and (w.not_before is null or w.not_before <= ${now.toISOString()})
        and (w.held_until is null or w.held_until < ${now.toISOString()} or w.holder = ${this.holder.name})`.execute(
      webhooksIn(this.options.database.db),
    );
    const turn = ({ id }: Candidate) => this.served.get(id) ?? 0;
    return rows
      .filter((row) => (this.leftAlone.get(row.id) ?? 0) <= now.getTime() && this.hasWork(row, now))
      .sort((one, other) => turn(one) - turn(other));
  }

  private hasWork(row: Candidate, now: Date): boolean {
    if (row.due_at !== null && row.due_at <= now.toISOString()) return true;
    return row.in_doubt < MOST_IN_DOUBT && this.feeds.behind(row) > 0;
  }

  private async begin(id: string): Promise<void> {
    const { database, places } = this.options;
    if (this.stopped || this.turns.has(id) || !places.take()) return;
    const held = await HeldWebhook.take(database, id, this.holder).catch((error: unknown) => {
      places.give();
      throw error;
    });
    if (!held) return places.give();
    this.served.set(id, performance.now());
    const ended = this.serve(held).finally(() => {
      this.turns.delete(id);
      places.give();
    });
    this.turns.set(id, ended);
  }

  private async serve(held: HeldWebhook): Promise<void> {
    const { failed, now } = this.options;
    const stopping = { mayGoOn: () => !this.stopped, signal: this.ending.signal };
    try {
      const hasMore = await new Turn(this.options, held, this.feeds).run(stopping);
      if (hasMore) setImmediate(() => void this.look());
    } catch (error) {
      const pause = error instanceof SecretUnreadable ? UNREADABLE_MS : AWAY_MS;
      this.leftAlone.set(held.id, now().getTime() + pause);
      failed(error, `webhook ${held.id}`);
    }
  }
}
