import { isMessageType, type Envelope, type FuyuanEvent } from '@fuyuan/contracts';

/** A message as it came: `recordId` is its key; `event` is missing where the text is no CloudEvent of a record. */
export type Received = Readonly<{
  recordId: string;
  text: string;
  event?: Envelope & Readonly<{ type: string; data: unknown }>;
}>;

export function received(recordId: string, text: string): Received {
  const event = eventIn(text);
  return event ? { recordId, text, event } : { recordId, text };
}

function eventIn(text: string): Received['event'] {
  try {
    const event = JSON.parse(text) as NonNullable<Received['event']> | null;
    const isOne = event?.specversion === '1.0' && typeof event.id === 'string' && typeof event.type === 'string';
    return isOne && Number.isSafeInteger(event.streamrevision) ? event : undefined;
  } catch {
    return undefined;
  }
}

/** Errors: Error where this version does not know the type: its readers come before its writers. */
export function known(event: NonNullable<Received['event']>): FuyuanEvent {
  const { type } = event;
  if (!isMessageType(type)) throw new Error(`A message of type ${type} is not known here: upgrade, then try again.`);
  return event as FuyuanEvent;
}
