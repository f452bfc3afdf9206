import type { Fact } from '@fuyuan/domain';
import { UnreadableEvent } from './unreadable-event';

/** An event as it lies in the store, with the place it lies at, so that a fault can be named. */
export type StoredEvent = Readonly<{ type: string; data: unknown; streamId: string; revision: number | bigint }>;

// The shapes of older versions are known to their upcaster alone.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Upcast = (old: any) => unknown;

/** One line for every event of the model, or it does not compile. `upcasts[0]` lifts v1 to v2, `upcasts[1]` v2 to v3. */
type History<Event extends Fact> = { readonly [Type in Event['type']]: { readonly upcasts: readonly Upcast[] } };

export type Codec<Event extends Fact> = Readonly<{
  /** The name under which an event of this type is stored today. */
  storedType(type: Event['type']): string;
  /** Every name under which such events have ever been stored, old versions included. */
  storedTypes: readonly string[];
  /** Errors: UnreadableEvent. */
  decode(stored: StoredEvent): Event;
}>;

const STORED_TYPE = /^(\w+)\.v([1-9]\d*)$/;

/**
 * Translates between the model's events and what is written to disk.
 *
 * The stored type carries the version (`UnitRegistered.v2`); the model only ever sees the newest shape. What this
 * process does not know, it does not guess at: an unknown type or a newer version stops it, loudly.
 */
export function codec<Event extends Fact>(history: History<Event>): Codec<Event> {
  const upcasts = new Map<string, readonly Upcast[]>(
    Object.entries<{ upcasts: readonly Upcast[] }>(history).map(([type, { upcasts }]) => [type, upcasts]),
  );
  const names = new Map([...upcasts].map(([type, lifts]) => [type, `${type}.v${lifts.length + 1}`]));
  // Nearly every event is of the newest version: it is found by its stored name alone.
  const newest = new Map([...names].map(([type, stored]) => [stored, type]));

  const lift = (stored: StoredEvent): Event => {
    const [, type = '', version = ''] = STORED_TYPE.exec(stored.type) ?? [];
    const lifts = upcasts.get(type);
    if (!lifts) throw new UnreadableEvent(stored, 'its type is not known');
    if (Number(version) > lifts.length + 1) {
      throw new UnreadableEvent(stored, `version ${lifts.length + 1} is the newest that this process knows`);
    }
    const data = lifts.slice(Number(version) - 1).reduce<unknown>((old, upcast) => upcast(old), object(stored));
    return { type, data } as Event;
  };

  return {
    storedTypes: [...upcasts].flatMap(([type, lifts]) => [...lifts, null].map((_, index) => `${type}.v${index + 1}`)),
    storedType: (type) => names.get(type) ?? type,
    decode(stored) {
      const type = newest.get(stored.type);
      return type === undefined ? lift(stored) : ({ type, data: object(stored) } as Event);
    },
  };
}

/** Malformed JSON reaches us as text and other contents as bytes: neither is what we wrote. */
function object(stored: StoredEvent): object {
  const { data } = stored;
  if (typeof data === 'object' && data !== null && !ArrayBuffer.isView(data)) return data;

  throw new UnreadableEvent(stored, 'its data is not a JSON object');
}
