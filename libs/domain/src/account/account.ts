import type { AccountEvent, AccountStanding } from './account.events';

/** An account as the record knows it; `null` while it knows of none, or that it is gone. */
export type Account = AccountStanding | null;

export const initial: Account = null;

export function evolve(state: Account, event: AccountEvent): Account {
  if (event.type === 'AccountFoundChanged') return event.data.after;
  if (event.type === 'AccountOpened') return { unitId: event.data.unitId, roles: event.data.roles, open: true };

  return state && { ...state, ...whatChanged(state, event) };
}

type Change = Exclude<AccountEvent, { type: 'AccountOpened' | 'AccountFoundChanged' }>;

function whatChanged(state: AccountStanding, event: Change): Partial<AccountStanding> {
  switch (event.type) {
    case 'AccountRoleGranted':
      return { roles: [...without(state, event.data.role), event.data.role] };
    case 'AccountRoleRevoked':
      return { roles: without(state, event.data.role) };
    case 'AccountMoved':
      return { unitId: event.data.unitId };
    case 'AccountClosed':
      return { open: false };
    case 'AccountReopened':
      return { open: true };
    case 'AccountPasswordSet':
    case 'AccountUnlocked':
      return {};
  }
}

const without = ({ roles }: AccountStanding, role: string): string[] => roles.filter((held) => held !== role);

/** Whether both say the same of an account, in whatever order the roles are named. */
export function standSame(one: Account, other: Account): boolean {
  if (one === null || other === null) return one === other;
  return one.unitId === other.unitId && one.open === other.open && rolesOf(one) === rolesOf(other);
}

const rolesOf = ({ roles }: AccountStanding): string => [...roles].sort().join();
