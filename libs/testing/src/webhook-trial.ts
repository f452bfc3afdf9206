import { randomBytes } from 'node:crypto';
import { migrate, received, type ReadDatabase } from '@fuyuan/read-model';
import { FeedKeeper, migrateFeeds } from '@fuyuan/unit-feeds';
import {
  DeadLetters,
  DestinationGuard,
  KeySafe,
  migrateWebhooks,
  Places,
  Sender,
  WebhookBook,
  WebhookRunner,
  webhooksOf,
  type By,
  type Result,
  type WebhookStanding,
} from '@fuyuan/webhooks';
import { until } from './until';
import { WebhookReceiver, type WebhookAnswer } from './webhook-receiver';

/** Of the three pauses after which a message is given up, so that a test sees all of a day in a moment. */
export const TRIAL_PAUSES: readonly number[] = [30, 40, 50];
/** A machine that does much besides takes its time. */
const PATIENCE_MS = 20_000;
const TIMES = { connectMs: 1_000, answerMs: 1_000, totalMs: 2_000 };

export const trialSender = (): Sender =>
  new Sender({
    guard: new DestinationGuard({
      ...{ allowedNetworks: ['127.0.0.0/8'], allowedPorts: [{ from: 1, to: 65_535 }], allowHttp: true },
    }),
    times: TIMES,
  });

/** `a2` is the second act of record `a`. */
export const recordOfAct = (id: string): string => id.replace(/\d+$/, '');

/** Every repeat is of what came before, and within a record nothing comes before what was before it. */
export function areInOrder(ids: readonly string[]): boolean {
  const last = new Map<string, number>();
  return ids.every((id) => {
    const nth = Number(id.slice(recordOfAct(id).length));
    const before = last.get(recordOfAct(id)) ?? 0;
    last.set(recordOfAct(id), Math.max(before, nth));
    return nth <= before + 1;
  });
}

/** The feed of a unit, its webhooks, a receiver, and who sends to it, in a database of a read side. */
export class WebhookTrial {
  readonly safe = new KeySafe([randomBytes(32)]);
  readonly letters: DeadLetters;
  readonly book: WebhookBook;
  readonly results: Result[] = [];
  readonly faults: string[] = [];
  readonly now = () => new Date();
  receiver!: WebhookReceiver;
  by!: By;
  feed!: string;
  private readonly keeper: FeedKeeper;
  private readonly runners: WebhookRunner[] = [];
  private cursor: string | undefined;
  private units = 0;

  private constructor(readonly database: ReadDatabase) {
    this.keeper = new FeedKeeper(database);
    this.book = new WebhookBook(database, this.safe, this.now);
    this.letters = new DeadLetters(database, this.now);
  }

  static async in(database: ReadDatabase): Promise<WebhookTrial> {
    await migrate(database);
    await migrateFeeds(database);
    await migrateWebhooks(database);
    return new WebhookTrial(database);
  }

  /** Another unit, of which nothing is there yet. */
  async begin(): Promise<void> {
    this.receiver = await WebhookReceiver.start();
    this.by = { unitId: `unit-${(this.units += 1)}`, account: 'land-system', reason: '对接收文系统' };
    this.feed = `unit.${this.by.unitId}.v1`;
    this.results.length = 0;
    this.faults.length = 0;
  }

  async end(): Promise<void> {
    await Promise.all(this.runners.splice(0).map((runner) => runner.stop()));
    const mine = await webhooksOf(this.database, { unitId: this.by.unitId, now: this.now() });
    for (const { id } of mine) await this.book.delete(this.by, id);
    await this.receiver.stop();
  }

  /** As it is published. */
  textOf(id: string): string {
    const type = 'cn.fuyuan.referral.urged.v1';
    const event = { specversion: '1.0', id, type, streamrevision: 0, recordedat: '2026-03-02T01:00:00.000Z' };
    return JSON.stringify({ ...event, data: { 事由: id } });
  }

  /** Comes in the feed of the unit. */
  async say(...ids: string[]): Promise<void> {
    const next = String(Number(this.cursor ?? 0) + 1);
    const { feed } = this;
    const messages = ids.map((id) => ({ feed, message: received(recordOfAct(id), this.textOf(id)) }));
    await this.keeper.take({ source: 'log', messages, from: this.cursor, next });
    this.cursor = next;
  }

  /** One who sends, as a process of the read side has it. */
  async run(more: Readonly<{ safe?: KeySafe; alone?: boolean }> = {}): Promise<WebhookRunner> {
    const { database, safe, now } = this;
    const runner = new WebhookRunner({
      ...{ database, safe, sender: trialSender(), pauses: TRIAL_PAUSES, now, random: () => 0.5 },
      ...{ places: new Places(4), totalMs: TIMES.totalMs, lookMs: 25 },
      answered: (result) => void this.results.push(result),
      failed: (error) => void this.faults.push(String(error)),
      ...more,
    });
    this.runners.push(runner);
    await runner.start();
    return runner;
  }

  register(from: 'beginning' | 'now' = 'beginning', url = this.receiver.url) {
    return this.book.register(this.by, { url, description: '本单位收文系统', signing: 'hmac', from });
  }

  async standing(id: string): Promise<WebhookStanding> {
    const [row] = await webhooksOf(this.database, { unitId: this.by.unitId, id, now: this.now() });
    if (!row) throw new Error('It is gone.');
    return row;
  }

  /** Until the receiver took all of these. */
  taken(...ids: string[]): Promise<void> {
    return until(`${ids.join(' ')} taken`, () => ids.every((id) => this.receiver.idsTaken().includes(id)), PATIENCE_MS);
  }

  /** From now on the receiver refuses these, and takes the others. */
  refuse(isRefused: (id: string) => boolean, answer: WebhookAnswer = 500): void {
    this.receiver.answer = ({ id }) => (isRefused(id) ? answer : 204);
  }

  /** Until so many letters wait for somebody to decide. */
  areDead(id: string, dead: number): Promise<void> {
    return until(`${dead} dead letters`, async () => (await this.standing(id)).dead === dead, PATIENCE_MS);
  }

  /** Until nothing of the feed is left. */
  allTold(id: string): Promise<void> {
    return until('all is told', async () => (await this.standing(id)).behind === 0);
  }
}
