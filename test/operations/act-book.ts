import type { Answer } from './running/http-call';

/** One act as a caller sends it, and sends it again: same account, same key, same body. */
export type Act = Readonly<{ account: string; path: string; key: string; body: unknown }>;

/** What the caller was told, as far as a repetition must be told the same. */
export type Told = Readonly<{ status: number; text: string; etag: string | undefined; location: string | undefined }>;

export type Receipt = Readonly<{
  recorded: boolean;
  eventIds: readonly string[];
  stream: string;
  revision: number;
  position: string;
  recordedAt: string;
  record: Readonly<{ id: string; href: string }>;
}>;

/**
 * unsettled: sent, and nobody knows what became of it. recorded: a receipt was given. unchanged: the record said
 * so already. refused: by a rule; nothing may be stored.
 */
export type Outcome = 'unsettled' | 'recorded' | 'unchanged' | 'refused';

export type Entry = { readonly act: Act; outcome: Outcome; told?: Told };

/** Everything that was sent, and what was said to it: the callers' side of the truth. */
export class ActBook {
  readonly entries: Entry[] = [];
  /** Answers that no act may get: a 500, a 401. */
  readonly scandals: string[] = [];

  sent(act: Act): Entry {
    const entry: Entry = { act, outcome: 'unsettled' };
    this.entries.push(entry);
    return entry;
  }

  answered(entry: Entry, answer: Answer): void {
    entry.outcome = outcomeOf(answer.status);
    if (entry.outcome === 'unsettled' && answer.status !== 503) {
      this.scandals.push(`${answer.status} to POST ${entry.act.path} (${entry.act.key}): ${answer.text}`);
    }
    if (entry.outcome !== 'unsettled') entry.told = toldBy(answer);
  }

  of(...outcomes: Outcome[]): Entry[] {
    return this.entries.filter(({ outcome }) => outcomes.includes(outcome));
  }

  receipts(): Receipt[] {
    return this.of('recorded').map(receiptOf);
  }
}

export const receiptOf = ({ told }: Entry): Receipt => JSON.parse(told?.text ?? '{}') as Receipt;

export const toldBy = ({ status, text, headers }: Answer): Told => ({
  status,
  text,
  etag: headers.etag,
  location: headers.location,
});

function outcomeOf(status: number): Outcome {
  if (status === 201) return 'recorded';
  if (status === 200) return 'unchanged';
  return status === 409 || status === 412 ? 'refused' : 'unsettled';
}
