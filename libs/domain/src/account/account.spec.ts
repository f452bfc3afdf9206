import { story } from '@fuyuan/testing';
import * as Accounts from '.';
import type { AccountChange, AccountEvent, AccountStanding } from '.';

const { given } = story<Accounts.Account, AccountEvent>(Accounts);

const by = { user: 'root', name: 'wang-it' };
const occurredAt = '2026-03-02T01:00:00.000Z';
const said = { account: 'zhang-wei', by, occurredAt };
const court: AccountStanding = { unitId: 'panshi-court', roles: ['officer'], open: true };

const opened: AccountEvent = {
  type: 'AccountOpened',
  data: { ...said, unitId: 'panshi-court', roles: ['officer'] },
};
const granted: AccountEvent = { type: 'AccountRoleGranted', data: { ...said, role: 'office' } };
const revoked: AccountEvent = { type: 'AccountRoleRevoked', data: { ...said, role: 'office' } };
const moved: AccountEvent = { type: 'AccountMoved', data: { ...said, unitId: 'panshi-audit-bureau' } };
const closed: AccountEvent = { type: 'AccountClosed', data: said };
const reopened: AccountEvent = { type: 'AccountReopened', data: said };

type Done = AccountChange extends infer Change
  ? Change extends AccountChange
    ? Omit<Change, keyof typeof said | 'before'>
    : never
  : never;

const record = (before: AccountStanding | null, done: Done) => (state: Accounts.Account) =>
  Accounts.recordAccountChange(state, { ...said, before, ...done });
const found = (standing: AccountStanding | null) => (state: Accounts.Account) =>
  Accounts.recordAccountFound(state, { account: 'zhang-wei', standing, foundAt: occurredAt });
const foundChanged = (before: AccountStanding | null, after: AccountStanding | null): AccountEvent => ({
  type: 'AccountFoundChanged',
  data: { account: 'zhang-wei', by: null, before, after, occurredAt },
});

describe('a change to an account', () => {
  const opening = { what: 'opened', unitId: 'panshi-court', roles: ['officer'] } as const;
  const both = { ...court, roles: ['officer', 'office'] };

  it('is recorded when it is opened', () => given().when(record(null, opening)).then(opened));
  it('is recorded when a role is granted', () =>
    given(opened)
      .when(record(court, { what: 'role-granted', role: 'office' }))
      .then(granted));
  it('is recorded when a role is revoked', () =>
    given(opened, granted)
      .when(record(both, { what: 'role-revoked', role: 'office' }))
      .then(revoked));
  it('is recorded when it is moved to another unit', () =>
    given(opened)
      .when(record(court, { what: 'moved', unitId: 'panshi-audit-bureau' }))
      .then(moved));
  it('is recorded when it is closed, and when it is reopened', () => {
    given(opened)
      .when(record(court, { what: 'closed' }))
      .then(closed);
    given(opened, closed)
      .when(record({ ...court, open: false }, { what: 'reopened' }))
      .then(reopened);
  });
  it.each([
    ['password-set', 'AccountPasswordSet'],
    ['unlocked', 'AccountUnlocked'],
  ] as const)('is recorded each time it is done: %s', (what, type) =>
    given(opened, { type, data: said }).when(record(court, { what })).then({ type, data: said }),
  );

  it.each<[string, AccountEvent[], AccountStanding, Done]>([
    ['a role is granted that it has', [opened, granted], both, { what: 'role-granted', role: 'office' }],
    ['a role is revoked that it has not', [opened], court, { what: 'role-revoked', role: 'office' }],
    ['it is moved to where it is', [opened], court, { what: 'moved', unitId: 'panshi-court' }],
    ['it is open already', [opened], court, { what: 'reopened' }],
    ['it is opened again as it stands', [opened], court, opening],
  ])('is not said again when %s', (_, past, before, done) =>
    given(...past)
      .when(record(before, done))
      .thenNothing(),
  );

  it('of an account that the record does not know says first how it was found', () =>
    given()
      .when(record(court, { what: 'role-granted', role: 'office' }))
      .then(foundChanged(null, court), granted));
  it('to an account that was edited by hand meanwhile says first what was found', () =>
    given(opened)
      .when(record(both, { what: 'closed' }))
      .then(foundChanged(court, both), closed));
  it('that closes one that the record does not know, found closed, is said by the finding', () =>
    given()
      .when(record({ ...court, open: false }, { what: 'closed' }))
      .then(foundChanged(null, { ...court, open: false })));
});

describe('an account as it is found', () => {
  it('is quiet when it stands as the record says, in whatever order of roles', () =>
    given(opened, granted)
      .when(found({ ...court, roles: ['office', 'officer'] }))
      .thenNothing());
  it.each<[string, AccountStanding | null]>([
    ['with another unit', { ...court, unitId: 'panshi-audit-bureau' }],
    ['with another role', { ...court, roles: ['auditor'] }],
    ['closed', { ...court, open: false }],
    ['no more', null],
  ])('is recorded %s', (_, standing) => given(opened).when(found(standing)).then(foundChanged(court, standing)));
  it('is recorded when the record knows nothing of it', () =>
    given().when(found(court)).then(foundChanged(null, court)));
  it('is quiet when neither knows of it', () => given().when(found(null)).thenNothing());
  it('is what the record says from then on', () =>
    given(opened, foundChanged(court, null)).when(found(null)).thenNothing());
});

it('what happens to an account that is not there changes nothing', () =>
  expect([granted, revoked, moved, closed, reopened].reduce(Accounts.evolve, Accounts.initial)).toBeNull());
