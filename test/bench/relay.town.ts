import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, type JSONEventData } from '@eventstore/db-client';
import type { Fact } from '@fuyuan/domain';
import { causeOf, lawNoticePublished, lawNoticeRead, unitRegistered } from '@fuyuan/testing';

const [COURT, READER] = ['panshi-court', 'panshi-justice'];
const ACTS_OF_A_NOTICE = 10;
const WRITERS = 8;

const stored = ({ type, data }: Fact, unitId = 'panshi-court'): JSONEventData => {
  const { actor, request, correlationId, causationId } = causeOf();
  const of = { requestId: request.id, fingerprint: request.fingerprint, index: 0, count: 1 };
  const metadata = {
    ...{ $correlationId: correlationId, $causationId: causationId, ...of },
    ...{ recordedAt: new Date().toISOString(), actor: { ...actor, unit: unitId } },
  };
  return jsonEvent({ type: `${type}.v1`, data: data as Record<string, unknown>, metadata });
};

/** A court that tells another unit of law, as the exchange would have stored it: every act is told to both systems. */
export class RelayTown {
  readonly client: EventStoreDBClient;

  constructor(
    connectionString: string,
    /** To which the unit that is told belongs. */
    private readonly system: 'court' | 'government',
  ) {
    this.client = EventStoreDBClient.connectionString(connectionString);
  }

  async settle(): Promise<void> {
    for (const unit of [COURT, READER]) {
      const registered = unitRegistered(unit);
      const system = unit === COURT ? 'court' : this.system;
      const event = stored({ ...registered, data: { ...registered.data, system } });
      await this.client.appendToStream(`unit-${unit}`, event, { expectedRevision: NO_STREAM });
    }
  }

  /** So many acts on records of ten each: a publication and nine readings. */
  async fill(acts: number): Promise<void> {
    let left = Math.ceil(acts / ACTS_OF_A_NOTICE);
    const writer = async () => {
      while (left-- > 0) await this.notice();
    };
    await Promise.all(Array.from({ length: WRITERS }, writer));
  }

  private async notice(): Promise<void> {
    const id = randomUUID();
    const acts = Array.from({ length: ACTS_OF_A_NOTICE - 1 }, () => stored(lawNoticeRead(id), 'panshi-justice'));
    await this.client.appendToStream(`lawNotice-${id}`, [stored(lawNoticePublished(id)), ...acts], {
      expectedRevision: NO_STREAM,
    });
  }

  /** One act on a record of its own, on its way. */
  begin(): { id: string; appended: Promise<unknown> } {
    const id = randomUUID();
    const event = stored(lawNoticePublished(id));
    return { id, appended: this.client.appendToStream(`lawNotice-${id}`, event, { expectedRevision: NO_STREAM }) };
  }

  async rawRead(events: number): Promise<void> {
    let seen = 0;
    for await (const _event of this.client.readAll({ maxCount: events })) seen += 1;
    if (seen < events) throw new Error(`${seen} of ${events} events came.`);
  }
}
