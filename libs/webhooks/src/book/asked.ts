import type { Signing } from '../signing/webhook-key';

/** Who does something to a webhook of which unit, and why. */
export type By = Readonly<{ unitId: string; account: string; reason: string }>;

export type NewWebhook = Readonly<{
  url: string;
  description: string;
  signing: Signing;
  /** Everything that the feed holds, or what comes from now on. */
  from: 'beginning' | 'now';
}>;

/** Why something cannot be done; the codes are those of the problems that a caller is told. */
export type BookRefusal =
  | 'webhook-unknown'
  | 'webhook-no-subscription'
  | 'webhook-url-known'
  | 'webhook-too-many'
  | 'webhook-ended'
  | 'webhook-not-in-that-state'
  | 'webhook-message-unknown'
  | 'dead-letter-unknown'
  | 'dead-letter-not-first';

export class NotDone extends Error {
  override readonly name = 'NotDone';

  constructor(
    readonly code: BookRefusal,
    readonly values: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}

/** A dead letter in a path: the subscription and the number in its feed. */
export const letterIdOf = ({ subscription, nth }: Readonly<{ subscription: number; nth: number }>): string =>
  `${subscription}-${nth}`;
