import type { Role } from '../actor';

const EVERYONE = ['office', 'officer', 'auditor'] as const;
const THOSE_WHO_ACT = ['officer', 'office'] as const;
const THE_OFFICE = ['office'] as const;

/**
 * What each role may do: the one table. Roles are named in the order in which an act is ascribed to them: whoever is
 * both officer and office publishes a law notice as officer. Which record a person may see is decided where the
 * records are.
 */
export const POLICY = {
  'register-unit': THE_OFFICE,
  'retire-unit': THE_OFFICE,
  'publish-law-notice': THOSE_WHO_ACT,
  'correct-law-notice': THOSE_WHO_ACT,
  'withdraw-law-notice': THOSE_WHO_ACT,
  'sign-for-law-notice': THOSE_WHO_ACT,
  'read-law-notice': THOSE_WHO_ACT,
  'assess-law-notice': THOSE_WHO_ACT,
  'change-unit': THE_OFFICE,
  'designate-liaison-officer': THE_OFFICE,
  'subscribe-unit': THE_OFFICE,
  'unsubscribe-unit': THE_OFFICE,
  'add-referral-kind': THE_OFFICE,
  'end-referral-kind': THE_OFFICE,
  'send-referral': THOSE_WHO_ACT,
  'recall-referral': THOSE_WHO_ACT,
  'deliver-referral': THOSE_WHO_ACT,
  'sign-for-referral': THOSE_WHO_ACT,
  'accept-referral': THOSE_WHO_ACT,
  'return-referral': THOSE_WHO_ACT,
  'forward-referral': THOSE_WHO_ACT,
  'report-progress-referral': THOSE_WHO_ACT,
  'request-extension-referral': THOSE_WHO_ACT,
  'grant-extension-referral': THOSE_WHO_ACT,
  'refuse-extension-referral': THOSE_WHO_ACT,
  'suspend-referral': THOSE_WHO_ACT,
  'resume-referral': THOSE_WHO_ACT,
  // As office where one is both: it urges what another unit sent.
  'urge-referral': ['office', 'officer'],
  'supervise-referral': THOSE_WHO_ACT,
  'conclude-referral': THOSE_WHO_ACT,
  'confirm-referral': THOSE_WHO_ACT,
  'send-back-referral': THOSE_WHO_ACT,
  'close-referral': THOSE_WHO_ACT,
  'reopen-referral': THOSE_WHO_ACT,
  'correct-referral': THOSE_WHO_ACT,
  // Under the role that sees the most.
  'view-referral': ['auditor', 'office', 'officer'],
  'view-referral-kinds': EVERYONE,
  'view-unit': EVERYONE,
  'view-law-notice': EVERYONE,
  'view-account': ['auditor', 'office'],
  'view-subscription': ['auditor', 'office'],
  'view-denial': ['auditor'],
  // How the views are made; nothing of what is in them.
  'view-projections': ['auditor', 'office'],
  'operate-projections': THE_OFFICE,
  // What one's own unit is told, all of it; by the account of its system, so that such an account may do nothing else.
  'read-feed': ['integrator', 'officer'],
  'manage-webhooks': ['integrator', 'officer'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof POLICY;

const WORDS: Readonly<Record<Role, string>> = {
  office: '办公室 office',
  officer: '经办人 officer',
  auditor: '审计 auditor',
  integrator: '系统对接 integrator',
};

/** The roles that may do this, for whoever may not. */
export const rolesFor = (permission: Permission): string => POLICY[permission].map((role) => WORDS[role]).join('、');

/** The role, of those a person has, under which this is permitted; none when it is not. */
export const roleFor = (permission: Permission, roles: readonly Role[]): Role | undefined =>
  POLICY[permission].find((role) => roles.includes(role));
