import type { Position } from '@eventstore/db-client';
import { RequestReused, type Recorded, type RequestIdentity } from '@fuyuan/application';
import { LRUCache } from 'lru-cache';
import type { Deadline } from './deadline';
import { eventId } from './event-id';
import type { LastingClient } from './lasting-client';
import { metadataFrom } from './metadata';
import { positionText } from './position';
import type { LogEvent } from './read/log-answer';
import { readForwards } from './read-forwards';

const OPEN_REQUESTS = 10_000;

type Appended = Readonly<{ stream: string; eventIds: readonly string[]; revision: number; position: Position }>;

export const receiptOfAppend = ({ position, ...appended }: Appended, recordedAt: string): Recorded => ({
  recorded: true,
  ...appended,
  position: positionText(position),
  recordedAt,
});

/** Receipts as the log itself gives them: the same whenever, and by whichever process, they are asked for. */
export class ReceiptsOnRecord {
  /** Requests whose append got no answer. It may lie in the log with an earlier time than that of the next try. */
  private readonly open = new LRUCache<string, true>({ max: OPEN_REQUESTS });

  constructor(private readonly clients: LastingClient) {}

  leaveOpen({ id }: RequestIdentity): void {
    this.open.set(id, true);
  }

  wereLeftOpen({ id }: RequestIdentity): boolean {
    return this.open.size > 0 && this.open.delete(id);
  }

  /**
   * The receipt of a request whose last event lies at that revision.
   * Errors: RequestReused when it was another request under the same key; StoreUnavailable.
   */
  async onRecord(stream: string, revision: number, request: RequestIdentity, deadline: Deadline): Promise<Recorded> {
    let last: LogEvent | undefined;
    await readForwards(this.clients, stream, { from: revision, limit: 1, deadline }, (event) => (last = event));
    if (!last) throw new Error(`The event ${stream}@${revision} was there and is not to be found.`);

    const { fingerprint, count, recordedAt } = metadataFrom(last);
    if (fingerprint !== request.fingerprint) {
      throw new RequestReused(`Another request was made under the same key on ${stream}.`);
    }
    return {
      recorded: true,
      eventIds: Array.from({ length: count }, (_, index) => eventId(request, index)),
      stream,
      revision: last.revision,
      position: last.position,
      recordedAt,
    };
  }
}
