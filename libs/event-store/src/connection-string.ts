import { EventStoreDBClient } from '@eventstore/db-client';

/** Discovery gives up after ten attempts of 100 ms unless told: an election takes longer. */
const DISCOVER_ATTEMPTS = 100;

/**
 * Makes a client, or says what is wrong with the connection string without repeating it: it may hold a password.
 * Errors: Error.
 */
export function newClient(connectionString: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(patient(connectionString));
  } catch (error) {
    const { expected, location } = error as { expected?: string; location?: readonly [number, number] };
    const where = expected === undefined ? '' : ` at character ${location?.[0]}: ${expected} is expected there`;
    throw new Error(`The connection string of the event store is not valid${where}.`);
  }
}

/**
 * With `throwOnAppendFailure=false` the client reports revision 1 whatever the truth; nobody shall set it.
 * Errors: Error.
 */
export function requireTruthfulAppends(connectionString: string): void {
  if (!/[?&]throw[_-]?on[_-]?append[_-]?failure=false/i.test(connectionString)) return;

  throw new Error('The connection string of the event store must not say throwOnAppendFailure=false.');
}

function patient(connectionString: string): string {
  const [, query = ''] = /\?(.*)$/.exec(connectionString) ?? [];
  const seesCluster = /^esdb\+discover:/i.test(connectionString) || connectionString.split('?')[0]?.includes(',');
  if (!seesCluster || /max[_-]?discover[_-]?attempts=/i.test(query)) return connectionString;

  const bare = connectionString.replace(/\/+$/, '');
  return `${bare}${query === '' ? '?' : '&'}maxDiscoverAttempts=${DISCOVER_ATTEMPTS}`;
}
