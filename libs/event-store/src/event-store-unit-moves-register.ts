import { Units } from '@fuyuan/domain';
import type { EventStoreClients } from './event-store-clients';
import { EventStoreRegister } from './event-store-register';
import type { EventStoreSettings } from './options';
import { unitMovesCodec } from './unit-moves.codec';

/** All moves are one record: `unitMoves-all`. */
export class EventStoreUnitMovesRegister extends EventStoreRegister<Units.UnitMoves, Units.UnitMovesEvent> {
  constructor(clients: EventStoreClients, settings: EventStoreSettings) {
    const { noMoves: initial, withMove: evolve } = Units;
    super({ category: 'unitMoves', codec: unitMovesCodec, initial, evolve }, clients, settings);
  }
}
