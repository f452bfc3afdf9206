import { type Role, ROLES } from '../actor';
import { type Permission, POLICY, roleFor } from './policy';

describe('the policy', () => {
  const table = (role: Role) =>
    (Object.keys(POLICY) as Permission[]).filter((permission) => roleFor(permission, [role]));
  const acts = ['publish', 'correct', 'withdraw', 'sign-for', 'read', 'assess'].map((verb) => `${verb}-law-notice`);

  it.each<[Role, string[]]>([
    ['office', ['register-unit', 'retire-unit', ...acts, 'view-unit', 'view-law-notice']],
    ['officer', [...acts, 'view-unit', 'view-law-notice']],
    ['auditor', ['view-unit', 'view-law-notice']],
  ])('permits to %s these and no others', (role, permissions) => expect(table(role)).toEqual(permissions));

  it('ascribes an act of one with several roles to the one that is closest to it', () => {
    expect(roleFor('publish-law-notice', ['auditor', 'office', 'officer'])).toBe('officer');
    expect(roleFor('register-unit', ['officer', 'office'])).toBe('office');
    expect(roleFor('view-unit', [...ROLES])).toBe('office');
  });

  it('permits nothing to one without a role', () => expect(roleFor('view-unit', [])).toBeUndefined());
});
