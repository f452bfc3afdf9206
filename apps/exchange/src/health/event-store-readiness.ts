import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventStoreHealth } from '@fuyuan/event-store';
import { Readiness } from '@fuyuan/platform';

/** The exchange is ready while the event store answers. */
@Injectable()
export class EventStoreReadiness implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly eventStore: EventStoreHealth,
  ) {}

  onModuleInit(): void {
    this.readiness.register('event-store', async () => {
      if (!(await this.eventStore.ping())) throw new Error('The event store does not answer.');
    });
  }
}
