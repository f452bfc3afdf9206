import type { Address } from './server/server';

/** What an error keeps when it crosses to another thread. */
export interface Reason {
  readonly name: string;
  readonly message: string;
}

export type ToWorker =
  { readonly ask: 'stop'; readonly id: number } | { readonly ask: 'backup'; readonly id: number; readonly to: string };

export type FromWorker =
  | { readonly told: 'ready'; readonly address: Address }
  | { readonly told: 'unready'; readonly reason: Reason }
  | { readonly told: 'done'; readonly id: number }
  | { readonly told: 'failed'; readonly id: number; readonly reason: Reason };
