import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  EventStoreClients,
  EventStoreLawNoticeRegister,
  EventStoreUnitRegister,
  settingsOf,
} from '@fuyuan/event-store';
import { causeOf, lawNoticePublished, lawNoticeRead, unitRegistered } from '@fuyuan/testing';

const WRITERS = 4;
/** About 150 facts a second: every relay that starts reads them all. */
const PACE_MS = 25;

/** Facts that are recorded all the time: notices to two courts, which both read them. */
export class Load {
  recorded = 0;
  private readonly clients: EventStoreClients;
  private readonly units: EventStoreUnitRegister;
  private readonly notices: EventStoreLawNoticeRegister;
  private writers: Promise<void>[] = [];
  private stopping = false;

  constructor(connectionString: string) {
    const settings = settingsOf({ connectionString });
    this.clients = new EventStoreClients(connectionString);
    this.units = new EventStoreUnitRegister(this.clients, settings, { era: undefined });
    this.notices = new EventStoreLawNoticeRegister(this.clients, settings);
  }

  async start(): Promise<void> {
    for (const unit of ['panshi-court', 'panshi-justice']) {
      await this.units.change(unit, () => [unitRegistered(unit)], causeOf());
      this.recorded += 1;
    }
    this.writers = Array.from({ length: WRITERS }, () => this.write());
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.writers);
    await this.clients.dispose();
  }

  private async write(): Promise<void> {
    while (!this.stopping) {
      const id = randomUUID();
      for (const fact of [lawNoticePublished(id), lawNoticeRead(id), lawNoticeRead(id, 'panshi-court')]) {
        await this.notices.change(id, () => [fact], causeOf());
        this.recorded += 1;
        await pause(PACE_MS);
      }
    }
  }
}
