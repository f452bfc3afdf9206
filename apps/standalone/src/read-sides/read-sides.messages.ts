import { join } from 'node:path';
import type { Audience } from '@fuyuan/contracts';
import type { Result, WebhookSettings } from '@fuyuan/webhooks';

export type ReadSidesData = Readonly<{ connectionString: string; folder: string; webhooks: WebhookSettings }>;

/** What the thread that makes the views tells. */
export type Said =
  /** Every view has its tables, and may be asked. */
  | Readonly<{ what: 'ready' }>
  /** Every view has everything up to this position of the log. */
  | Readonly<{ what: 'reached'; position: string }>
  /** Something that is tried again. */
  | Readonly<{ what: 'failed'; of: string; error: string }>
  /** Something was sent to a webhook, and what became of it. */
  | Readonly<{ what: 'sent'; audience: Audience; result: Result }>
  | Readonly<{ what: 'stopped' }>;

/** Each read side has a file of its own. */
export const fileOf = (folder: string, audience: Audience): string => join(folder, `${audience}.sqlite`);
