import { DestinationGuard, type DestinationRules } from './guard/destination';
import type { SendingTimes } from './sending/deadlines';
import { Sender } from './sending/sender';
import type { KeySafe } from './signing/key-safe';

/** What configuration says of webhooks; plain values, so that they can be handed to a thread. */
export type WebhookSettings = Readonly<{
  rules: DestinationRules;
  times: SendingTimes;
  /** Pauses between tries, in milliseconds; after the last one a message is given up. */
  pauses: readonly number[];
  /** How many are sent to at once in one process. */
  atOnce: number;
  /** Certificates that are trusted besides those that Node knows, as PEM. */
  trusted?: string | undefined;
  /** Keys under which secrets are kept; a private file in the data directory where none is told. */
  keys?: readonly string[] | undefined;
  dataDir: string;
}>;

export const guardOf = ({ rules }: WebhookSettings): DestinationGuard => new DestinationGuard(rules);

export const senderOf = (settings: WebhookSettings): Sender =>
  new Sender({ guard: guardOf(settings), times: settings.times, trusted: settings.trusted });

/** What of a runner follows from configuration. */
export const runnerOptionsOf = (settings: WebhookSettings, safe: KeySafe) => ({
  ...{ safe, sender: senderOf(settings), pauses: settings.pauses, totalMs: settings.times.totalMs },
  random: Math.random,
});
