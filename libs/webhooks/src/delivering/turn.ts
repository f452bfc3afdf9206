import type { ReadDatabase } from '@fuyuan/read-model';
import { SendingStopped, type Line, type Sender } from '../sending/sender';
import type { KeySafe } from '../signing/key-safe';
import { keysOf } from '../signing/keys-of';
import { webhooksIn } from '../webhook-tables';
import type { FeedsKnown } from './feeds-known';
import { NotHeld, type HeldWebhook } from './held-webhook';
import { NextParcel, type Parcel } from './next-parcel';
import { delivered, notDelivered, type Result } from './outcomes';
import { pingFor, sendSigned } from './send-signed';

export type TurnOptions = Readonly<{
  database: ReadDatabase;
  safe: KeySafe;
  sender: Sender;
  /** Pauses between tries, in milliseconds. */
  pauses: readonly number[];
  now: () => Date;
  /** From 0 to 1; how pauses differ. */
  random: () => number;
  /** Told what became of each message that was sent. */
  answered: (result: Result) => void;
}>;

/** `mayGoOn`: asked before each message. `signal`: ends what is under way. */
export type Stopping = Readonly<{ mayGoOn: () => boolean; signal: AbortSignal }>;

/** After so many messages the turn goes to another webhook that waits. */
const MOST_IN_A_TURN = 50;

/** Sends to one webhook what there is for it, one message after the other, and writes down what came of each. */
export class Turn {
  private readonly parcels: NextParcel;
  private readonly line: Line;

  constructor(
    private readonly options: TurnOptions,
    private readonly held: HeldWebhook,
    feeds: FeedsKnown,
  ) {
    this.parcels = new NextParcel(options.database, held, feeds);
    this.line = options.sender.open();
  }

  /** Whether there may be more. Errors: of the database; SecretUnreadable. */
  async run(stopping: Stopping): Promise<boolean> {
    try {
      for (let sent = 0; sent < MOST_IN_A_TURN; sent += 1) {
        const parcel = stopping.mayGoOn() ? await this.parcels.choose(this.options.now()) : undefined;
        if (!parcel) return false;
        this.options.answered(await this.deliver(parcel, stopping.signal));
      }
      return true;
    } catch (error) {
      // What was under way is sent again: by this process, or by the next that takes the webhook up.
      if (error instanceof NotHeld || error instanceof SendingStopped) return false;
      throw error;
    } finally {
      this.line.close();
      await this.held.release();
    }
  }

  private async deliver(parcel: Parcel, signal: AbortSignal): Promise<Result> {
    const { now, pauses, random } = this.options;
    const { eventId: id, text } = parcel.message;
    const sent = await this.send(parcel, { id, text }, signal);
    if (sent.delivered) return delivered(this.held, parcel, now());
    return notDelivered(this.held, parcel, sent, {
      ...{ now: now(), pauses, random: random() },
      isAlive: async () => (await this.send(parcel, pingFor(parcel.from.id, now()), signal)).delivered,
    });
  }

  private async send({ from }: Parcel, what: Readonly<{ id: string; text: string }>, signal: AbortSignal) {
    const { database, safe, now } = this.options;
    const at = now();
    const keys = await keysOf(webhooksIn(database.db), safe, from.id, at);
    return sendSigned(this.line, { ...what, url: from.url, keys, at }, signal);
  }
}
