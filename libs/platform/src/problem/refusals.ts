import type { FastifyRequest } from 'fastify';

/** What was refused: what was thrown, the status that was answered, and the request as it came. */
export type Refusal = Readonly<{ error: unknown; status: number; request: FastifyRequest }>;

/**
 * Tells whoever watches of every refusal of a handler or a guard, after it was answered: the one who is refused waits
 * for nobody who watches.
 */
export class Refusals {
  private readonly watchers: ((refusal: Refusal) => void)[] = [];

  /** `watcher` must not throw. */
  watch(watcher: (refusal: Refusal) => void): void {
    this.watchers.push(watcher);
  }

  tell(refusal: Refusal): void {
    if (this.watchers.length > 0) setImmediate(() => this.watchers.forEach((watcher) => watcher(refusal)));
  }
}
