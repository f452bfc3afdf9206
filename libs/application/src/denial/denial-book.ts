import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { shanghaiDate, type DenialEvent, type Denials } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import { DenialRegister } from './denial-register';
import { DenialRation } from './denial-ration';

/** So many different denials are kept until the store takes them; more are counted, and lost. */
const MOST_KEPT = 10_000;
/** So many go into the store at once: about 100 kB. */
const MOST_AT_ONCE = 250;
const MINUTE = 60_000;

type Kept = { denial: Denials.Denial; count: number; firstAt: number; lastAt: number; correlationId: string };
type Batch = Readonly<{ id: string; day: string; events: DenialEvent[] }>;

/**
 * Denials on their way to the record. Noting one is a matter of memory and never waits. The same denial within a minute
 * is one entry with a count; an account has so many different ones in a minute (DenialRation), and the rest in one entry
 * together. While the store is away they are kept, up to a bound.
 */
@Injectable()
export class DenialBook {
  private open = new Map<string, Kept>();
  private readonly ration = new DenialRation();
  private sealed: Batch[] = [];
  private sealedEvents = 0;
  private flushing: Promise<void> | undefined;
  /** How many denials were lost for want of room since the start. */
  lost = 0;

  constructor(
    private readonly register: DenialRegister,
    private readonly clock: Clock,
  ) {}

  /** How many entries wait to be recorded. */
  get waiting(): number {
    return this.open.size + this.sealedEvents;
  }

  note(denial: Denials.Denial, correlationId: string): void {
    const now = this.clock.now().getTime();
    const own = keyOf(denial);
    const within = this.ration.allows(denial.account, own, Math.floor(now / MINUTE));
    const key = within ? own : keyOf(severalOf(denial));
    const known = this.open.get(key);
    if (known && now - known.firstAt < MINUTE) {
      known.count += 1;
      known.lastAt = now;
      return;
    }
    if (this.waiting >= MOST_KEPT) {
      this.lost += 1;
      return;
    }
    if (known) this.seal();
    const kept = { denial: within ? denial : severalOf(denial), count: 1, firstAt: now, lastAt: now, correlationId };
    this.open.set(key, kept);
  }

  /** Records all that was noted so far. Errors: StoreUnavailable; what was not recorded is kept for the next time. */
  async flush(): Promise<void> {
    if (this.flushing) await this.flushing.catch(() => undefined);
    this.flushing ??= this.send().finally(() => (this.flushing = undefined));
    return this.flushing;
  }

  private async send(): Promise<void> {
    this.seal();
    for (let batch = this.sealed[0]; batch; batch = this.sealed[0]) {
      const { events, day } = batch;
      await this.register.change(day, () => events, causeOf(batch));
      this.sealed.shift();
      this.sealedEvents -= events.length;
    }
  }

  /** Nothing is added to what is sealed, so that it can be sent again as the same request. */
  private seal(): void {
    const byDay = new Map<string, DenialEvent[]>();
    for (const kept of this.open.values()) {
      const day = shanghaiDate(new Date(kept.firstAt));
      byDay.set(day, [...(byDay.get(day) ?? []), eventOf(kept)]);
    }
    this.sealedEvents += this.open.size;
    this.open = new Map();
    for (const [day, events] of byDay) {
      for (let at = 0; at < events.length; at += MOST_AT_ONCE) {
        this.sealed.push({ id: randomUUID(), day, events: events.slice(at, at + MOST_AT_ONCE) });
      }
    }
  }
}

const keyOf = ({ account, act, record, rule }: Denials.Denial): string =>
  JSON.stringify([account, act, record?.category, record?.id, rule]);

const severalOf = (denial: Denials.Denial): Denials.Denial => ({ ...denial, act: null, record: null, rule: null });

const eventOf = ({ denial, count, firstAt, lastAt, correlationId }: Kept): DenialEvent => ({
  type: 'AccessDenied',
  data: {
    ...denial,
    count,
    occurredAt: new Date(firstAt).toISOString(),
    lastAt: new Date(lastAt).toISOString(),
    correlationId,
  },
});

/** The exchange itself records a denial; who was denied is in the fact. */
const causeOf = ({ id, events }: Batch): Cause => ({
  actor: { person: 'exchange', unit: '', role: 'system' },
  request: { id, fingerprint: createHash('sha256').update(JSON.stringify(events)).digest('hex') },
  correlationId: id,
  causationId: id,
});
