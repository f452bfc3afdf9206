import type { Instant } from '../moment';
import { evolve, standSame, type Account } from './account';
import type { AccountChanger, AccountEvent, AccountStanding } from './account.events';

/** What was done to an account where the accounts are kept, with how it stood before. */
export type AccountChange = Readonly<{
  account: string;
  by: AccountChanger;
  occurredAt: Instant;
  before: AccountStanding | null;
}> &
  (
    | Readonly<{ what: 'opened'; unitId: string; roles: readonly string[] }>
    | Readonly<{ what: 'role-granted' | 'role-revoked'; role: string }>
    | Readonly<{ what: 'moved'; unitId: string }>
    | Readonly<{ what: 'password-set' | 'closed' | 'reopened' | 'unlocked' }>
  );

/** An account as it was found where the accounts are kept. */
export type AccountFinding = Readonly<{ account: string; standing: AccountStanding | null; foundAt: Instant }>;

/**
 * Records a change that has happened already, so it is never refused: where the record did not know how the account
 * stood before, that is recorded first; what the record says already is not said again.
 */
export function recordAccountChange(state: Account, change: AccountChange): AccountEvent[] {
  const { account, before, occurredAt } = change;
  const found = recordAccountFound(state, { account, standing: before, foundAt: occurredAt });
  const stands = found.reduce(evolve, state);
  const event = eventOf(change);
  return changesNothing(stands, event) ? found : [...found, event];
}

/** Records that an account is not as the record says; quiet when it is. */
export function recordAccountFound(state: Account, { account, standing, foundAt }: AccountFinding): AccountEvent[] {
  if (standSame(state, standing)) return [];
  const data = { account, by: null, before: state, after: standing, occurredAt: foundAt };
  return [{ type: 'AccountFoundChanged', data }];
}

function eventOf(change: AccountChange): AccountEvent {
  const { account, by, occurredAt } = change;
  const said = { account, by, occurredAt };
  switch (change.what) {
    case 'opened':
      return { type: 'AccountOpened', data: { ...said, unitId: change.unitId, roles: change.roles } };
    case 'role-granted':
      return { type: 'AccountRoleGranted', data: { ...said, role: change.role } };
    case 'role-revoked':
      return { type: 'AccountRoleRevoked', data: { ...said, role: change.role } };
    case 'moved':
      return { type: 'AccountMoved', data: { ...said, unitId: change.unitId } };
    case 'password-set':
      return { type: 'AccountPasswordSet', data: said };
    case 'closed':
      return { type: 'AccountClosed', data: said };
    case 'reopened':
      return { type: 'AccountReopened', data: said };
    case 'unlocked':
      return { type: 'AccountUnlocked', data: said };
  }
}

/** A password can be set and an account unlocked any number of times; all else is true once. */
const changesNothing = (state: Account, event: AccountEvent): boolean =>
  event.type !== 'AccountPasswordSet' && event.type !== 'AccountUnlocked' && standSame(state, evolve(state, event));
