import { type Role, ROLES } from '../actor';
import { type Permission, POLICY, roleFor } from './policy';

describe('the policy', () => {
  const table = (role: Role) =>
    (Object.keys(POLICY) as Permission[]).filter((permission) => roleFor(permission, [role]));
  const acts = ['publish', 'correct', 'withdraw', 'sign-for', 'read', 'assess'].map((verb) => `${verb}-law-notice`);

  const referrals = ['send', 'recall', 'deliver', 'sign-for', 'accept', 'return', 'forward', 'report-progress']
    .concat([
      'request-extension',
      'grant-extension',
      'refuse-extension',
      'suspend',
      'resume',
      'urge',
      'supervise',
      'conclude',
    ])
    .concat(['confirm', 'send-back', 'close', 'reopen', 'correct'])
    .map((verb) => `${verb}-referral`);
  const views = ['view-referral', 'view-referral-kinds', 'view-unit', 'view-law-notice'];
  const ofUnits = ['register-unit', 'retire-unit', 'change-unit', 'designate-liaison-officer'].concat([
    'subscribe-unit',
    'unsubscribe-unit',
    'view-subscription',
  ]);
  const projections = ['view-projections', 'operate-projections'];

  it.each<[Role, string[]]>([
    [
      'office',
      [
        ...ofUnits,
        'add-referral-kind',
        'end-referral-kind',
        ...acts,
        ...referrals,
        ...views,
        'view-account',
        ...projections,
      ],
    ],
    ['officer', [...acts, ...referrals, ...views, 'read-feed', 'manage-webhooks']],
    ['integrator', ['read-feed', 'manage-webhooks']],
    ['auditor', [...views, 'view-account', 'view-denial', 'view-subscription', 'view-projections']],
  ])('permits to %s these and no others', (role, permissions) =>
    expect(table(role).sort()).toEqual([...permissions].sort()),
  );

  it('shows a referral under the role that sees the most, and urges as the office', () => {
    expect(roleFor('view-referral', ['officer', 'office', 'auditor'])).toBe('auditor');
    expect(roleFor('urge-referral', ['officer', 'office'])).toBe('office');
  });

  it('ascribes an act of one with several roles to the one that is closest to it', () => {
    expect(roleFor('publish-law-notice', ['auditor', 'office', 'officer'])).toBe('officer');
    expect(roleFor('register-unit', ['officer', 'office'])).toBe('office');
    expect(roleFor('view-unit', [...ROLES])).toBe('office');
    expect(roleFor('read-feed', [...ROLES])).toBe('integrator');
  });

  it('permits nothing to one without a role', () => expect(roleFor('view-unit', [])).toBeUndefined());
});
