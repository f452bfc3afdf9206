/** Loaded into a built relay by `node --require`: makes it one of an older version, which knew no retiring of units. */
import { unitCodec, UnreadableEvent } from '@fuyuan/event-store';

const { decode } = unitCodec;
const older: Partial<typeof unitCodec> = {
  decode: (stored) => {
    if (stored.type.startsWith('UnitRetired.')) throw new UnreadableEvent(stored, 'its type is not known');
    return decode(stored);
  },
};
Object.assign(unitCodec, older);
