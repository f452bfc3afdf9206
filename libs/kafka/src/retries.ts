import type { RetryOptions } from 'kafkajs';

/**
 * `retries` is always named: kafkajs lowers an idempotent producer's to 5 without a word when any other part of `retry`
 * is given (K3). The first pause is short, for a transaction that follows upon another waits that long (K4). Together
 * about five seconds; then the fault surfaces, and whoever asked begins anew.
 */
export const retries = (): RetryOptions & { retries: number } => ({
  retries: 12,
  initialRetryTime: 5,
  maxRetryTime: 1_000,
  multiplier: 2,
  factor: 0.2,
});
