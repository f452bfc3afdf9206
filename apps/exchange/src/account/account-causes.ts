import { createHash, randomUUID } from 'node:crypto';
import type { Cause } from '@fuyuan/application';
import type { AccountChange } from '@fuyuan/identity';

/** The change is the request: recorded twice, it is recorded once. Who administers acts for no unit. */
export const causeOfChange = (change: AccountChange): Cause => ({
  actor: { person: change.by.name ?? change.by.user, unit: '', role: 'administrator' },
  request: { id: change.id, fingerprint: createHash('sha256').update(JSON.stringify(change)).digest('hex') },
  correlationId: change.id,
  causationId: change.id,
});

/** The exchange itself found it. */
export function causeOfFinding(): Cause {
  const id = randomUUID();
  return {
    actor: { person: 'exchange', unit: '', role: 'system' },
    request: { id, fingerprint: createHash('sha256').update(id).digest('hex') },
    correlationId: id,
    causationId: id,
  };
}
