import type { AllStreamSubscription } from '@eventstore/db-client';

const SIGNS_OF_LIFE = ['confirmation', 'caughtUp', 'fellBehind'] as const;

/**
 * Nothing was heard for too long from a store that had confirmed the subscription. As a rule nothing happened there: a
 * log in which nothing is written is as silent as one that was forgotten. Only asking again tells them apart.
 */
export class NothingHeard extends Error {
  override readonly name = 'NothingHeard';
}

/** Destroys a subscription of which nothing was heard for too long, unless it waits for our own handler. */
export class SilenceWatch {
  private heard = performance.now();
  private confirmed = false;
  private readonly timer: NodeJS.Timeout;

  constructor(subscription: AllStreamSubscription, silenceMs: number, busy: () => boolean) {
    for (const sign of SIGNS_OF_LIFE) subscription.on(sign, () => this.alive());
    subscription.on('confirmation', () => (this.confirmed = true));
    this.timer = setInterval(() => {
      if (busy()) this.alive();
      const silent = performance.now() - this.heard;
      if (silent > silenceMs) subscription.destroy(this.faultAfter(silent));
    }, silenceMs / 4);
    this.timer.unref();
  }

  alive(): void {
    this.heard = performance.now();
  }

  private faultAfter(silent: number): Error {
    const words = `The store was silent for ${Math.round(silent)} ms.`;
    return this.confirmed ? new NothingHeard(words) : new Error(words);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
