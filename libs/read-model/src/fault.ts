import { hash } from 'node:crypto';
import type { Received } from './received';

/** Why a record is stuck. The same fault has the same fingerprint on every record. */
export type Fault = Readonly<{ fingerprint: string; message: string; type: string }>;

/** What differs from record to record: ids, numbers. */
const PARTICULARS = /[0-9a-f]{8}-[0-9a-f-]{27}|\d+/gi;

export function faultOf(error: unknown, { event }: Received): Fault {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const type = event?.type ?? '';
  const fingerprint = hash('sha256', [name, message.replace(PARTICULARS, '#'), type].join('\n')).slice(0, 12);
  return { fingerprint, message: `${name}: ${message}`.slice(0, 2_000), type };
}
