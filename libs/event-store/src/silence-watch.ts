import type { AllStreamSubscription } from '@eventstore/db-client';

const SIGNS_OF_LIFE = ['confirmation', 'caughtUp', 'fellBehind'] as const;

/** Destroys a subscription of which nothing was heard for too long, unless it waits for our own handler. */
export class SilenceWatch {
  private heard = performance.now();
  private readonly timer: NodeJS.Timeout;

  constructor(subscription: AllStreamSubscription, silenceMs: number, busy: () => boolean) {
    for (const sign of SIGNS_OF_LIFE) subscription.on(sign, () => this.alive());
    this.timer = setInterval(() => {
      if (busy()) this.alive();
      const silent = performance.now() - this.heard;
      if (silent > silenceMs) subscription.destroy(new Error(`The store was silent for ${Math.round(silent)} ms.`));
    }, silenceMs / 4);
    this.timer.unref();
  }

  alive(): void {
    this.heard = performance.now();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
