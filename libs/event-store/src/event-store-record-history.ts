import { RecordHistory, RecordUnknown, type HistoryEntry, type HistoryPage } from '@fuyuan/application';
import type { Fact } from '@fuyuan/domain';
import { accountCodec } from './account.codec';
import type { Codec } from './codec';
import { Deadline } from './deadline';
import { denialCodec } from './denial.codec';
import type { EventStoreClients } from './event-store-clients';
import { lawNoticeCodec } from './law-notice.codec';
import { metadataFrom } from './metadata';
import type { EventStoreSettings } from './options';
import type { LogEvent } from './read/log-answer';
import { readForwards } from './read-forwards';
import { referralKindsCodec } from './referral-kinds.codec';
import { referralCodec } from './referral.codec';
import { subscriptionCodec } from './subscription.codec';
import { unitCodec } from './unit.codec';

const CODECS = new Map<string, Codec<Fact>>([
  ['unit', unitCodec],
  ['lawNotice', lawNoticeCodec],
  ['referral', referralCodec],
  ['codeList', referralKindsCodec],
  ['account', accountCodec],
  ['denials', denialCodec],
  ['subscription', subscriptionCodec],
]);

export class EventStoreRecordHistory extends RecordHistory {
  constructor(
    private readonly clients: EventStoreClients,
    private readonly settings: EventStoreSettings,
  ) {
    super();
  }

  async of(stream: string, from: number, limit: number): Promise<HistoryPage> {
    const codec = CODECS.get(stream.slice(0, stream.indexOf('-')));
    if (!codec) throw new RecordUnknown(`${stream} names no kind of record.`);

    const entries: HistoryEntry[] = [];
    // One more than asked for tells whether there is a next page.
    const reading = { from, limit: limit + 1, deadline: new Deadline(this.settings.commandDeadlineMs) };
    const found = await readForwards(this.clients.reading, stream, reading, (event) =>
      entries.push(entryOf(event, codec)),
    );
    if (!found) throw new RecordUnknown(`There is no record ${stream}.`);

    const more = entries.length > limit;
    return { entries: more ? entries.slice(0, limit) : entries, next: more ? from + limit : null };
  }
}

function entryOf(event: LogEvent, codec: Codec<Fact>): HistoryEntry {
  const { type, data } = codec.decode(event);
  const metadata = metadataFrom(event);
  return {
    eventId: event.id,
    revision: event.revision,
    position: event.position,
    type,
    actor: metadata.actor,
    occurredAt: (data as { occurredAt: string }).occurredAt,
    recordedAt: metadata.recordedAt,
    correlationId: metadata.$correlationId,
    causationId: metadata.$causationId,
    data,
  };
}
