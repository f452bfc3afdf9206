import { Units, type Unit, type UnitEvent } from '@fuyuan/domain';
import type { EventStoreClients } from './event-store-clients';
import { EventStoreRegister } from './event-store-register';
import type { Freshness } from './freshness';
import type { EventStoreSettings } from './options';
import { unitCodec } from './unit.codec';

export const UNIT_CATEGORY = 'unit';

/** Every command asks for units: they are read from memory while the store tells us of every change to them. */
export class EventStoreUnitRegister extends EventStoreRegister<Unit, UnitEvent> {
  constructor(clients: EventStoreClients, settings: EventStoreSettings, freshness?: Freshness) {
    const { initial, evolve } = Units;
    super({ category: UNIT_CATEGORY, codec: unitCodec, initial, evolve }, clients, settings, freshness);
  }
}
