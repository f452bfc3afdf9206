import { setMaxListeners } from 'node:events';
import type { ReadDatabase } from '@fuyuan/read-model';
import { SendingStopped, type Sender, type Sent } from '../sending/sender';
import type { KeySafe } from '../signing/key-safe';
import { keysOf } from '../signing/keys-of';
import { webhooksIn, type WebhookRow } from '../webhook-tables';
import { pingFor, sendSigned } from './send-signed';

/** What came of a ping; `id` is that of the message. */
export type Tested = Sent & Readonly<{ id: string }>;

/** So many pings at once in one process, and of one webhook one. */
const MOST_AT_ONCE = 10;

/** Sends a ping for whoever wants to know whether a receiver takes what is signed for its webhook. */
export class WebhookTester {
  private readonly underWay = new Set<string>();
  private readonly ending = new AbortController();

  constructor(
    private readonly database: ReadDatabase,
    private readonly safe: KeySafe,
    private readonly sender: Sender,
    private readonly now: () => Date,
  ) {
    setMaxListeners(2 * MOST_AT_ONCE, this.ending.signal);
  }

  /** Undefined where one is under way already, or this process stops. Errors: SecretUnreadable. */
  async ping({ id, url }: Pick<WebhookRow, 'id' | 'url'>): Promise<Tested | undefined> {
    if (this.underWay.has(id) || this.underWay.size >= MOST_AT_ONCE) return undefined;
    this.underWay.add(id);
    const line = this.sender.open();
    try {
      const at = this.now();
      const keys = await keysOf(webhooksIn(this.database.db), this.safe, id, at);
      const ping = pingFor(id, at);
      return { id: ping.id, ...(await sendSigned(line, { ...ping, url, keys, at }, this.ending.signal)) };
    } catch (error) {
      if (error instanceof SendingStopped) return undefined;
      throw error;
    } finally {
      line.close();
      this.underWay.delete(id);
    }
  }

  stop(): void {
    this.ending.abort();
  }
}
