import type { FuyuanEvent, MessageType } from '@fuyuan/contracts';

type OfUnits = Extract<MessageType, `cn.fuyuan.unit.${string}`>;

/** What is published of a unit. */
export type UnitMessage = Extract<FuyuanEvent, { type: OfUnits }>;

/** Errors: Error where it is of another record. */
export function unitMessage(event: FuyuanEvent): UnitMessage {
  if (!event.type.startsWith('cn.fuyuan.unit.')) throw new Error(`${event.type} is no message of a unit.`);
  return event as UnitMessage;
}

/** The last words of a message type: `renamed`. */
export const verbOf = (type: string): string => type.split('.').at(-2) ?? type;
