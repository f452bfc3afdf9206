import type { AccountEvent, AccountStanding } from './account.events';

/** An account as the record knows it; `null` while it knows of none, or that it is gone. */
export type Account = AccountStanding | null;

export const initial: Account = null;

export function evolve(state: Account, event: AccountEvent): Account {
  switch (event.type) {
    case 'AccountOpened': {
      const { unitId, roles } = event.data;
      return { unitId, roles, open: true };
    }
    case 'AccountFoundChanged':
      return event.data.after;
    case 'AccountRoleGranted':
      return state && { ...state, roles: [...without(state, event.data.role), event.data.role] };
    case 'AccountRoleRevoked':
      return state && { ...state, roles: without(state, event.data.role) };
    case 'AccountMoved':
      return state && { ...state, unitId: event.data.unitId };
    case 'AccountClosed':
      return state && { ...state, open: false };
    case 'AccountReopened':
      return state && { ...state, open: true };
    case 'AccountPasswordSet':
    case 'AccountUnlocked':
      return state;
  }
}

const without = ({ roles }: AccountStanding, role: string): string[] => roles.filter((held) => held !== role);

/** Whether both say the same of an account, in whatever order the roles are named. */
export function standSame(one: Account, other: Account): boolean {
  if (one === null || other === null) return one === other;
  return one.unitId === other.unitId && one.open === other.open && rolesOf(one) === rolesOf(other);
}

const rolesOf = ({ roles }: AccountStanding): string => [...roles].sort().join();
