import { isRole, type Role, ROLES } from '../actor';
import { isHash } from './password';

/** One who may sign in. Kept in the accounts file. */
export type Account = Readonly<{
  name: string;
  /** The person's name, as others know it. */
  person: string;
  /** The id of the unit for which the person acts. */
  unit: string;
  roles: readonly Role[];
  /** See `password.ts`. */
  passwordHash: string;
  /** Moments in UTC, RFC 3339. Tokens issued before the password changed are refused. */
  createdAt: string;
  passwordChangedAt: string;
  disabled?: true;
  /** When failed sign-ins were last forgotten. */
  unlockedAt?: string;
}>;

const NAME = /^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$/;

/** Whether it may be the name of an account. */
export const isAccountName = (value: unknown): value is string => typeof value === 'string' && NAME.test(value);

const FIELDS: Readonly<Record<string, readonly [zh: string, en: string, holds: (value: unknown) => boolean]>> = {
  name: [
    '账号名须为 2 至 64 个小写字母、数字或中间的短横线',
    '2 to 64 of a–z, 0–9 and inner dashes',
    (value) => isAccountName(value),
  ],
  person: ['姓名须为 1 至 100 个字，不含控制字符', '1 to 100 characters', (value) => isWords(value)],
  unit: [
    '单位编号须为 2 至 64 个小写字母、数字或中间的短横线',
    'the id of a unit, as panshi-court',
    (value) => typeof value === 'string' && NAME.test(value),
  ],
  roles: [
    '角色须为下列之一',
    ROLES.join(', '),
    (value) => Array.isArray(value) && value.length > 0 && value.every(isRole),
  ],
  passwordHash: [
    '口令散列须为 scrypt，N 不小于 2^15',
    'scrypt with N of at least 2^15',
    (value) => typeof value === 'string' && isHash(value),
  ],
  createdAt: ['须为时刻', 'a moment', (value) => isMoment(value)],
  passwordChangedAt: ['须为时刻', 'a moment', (value) => isMoment(value)],
  disabled: ['须为 true 或不写', 'true, or absent', (value) => value === undefined || value === true],
  unlockedAt: ['须为时刻或不写', 'a moment, or absent', (value) => value === undefined || isMoment(value)],
};

/** What is wrong with an account, in the words of a person who edits the file; nothing when it is in order. */
export function faultOf(account: unknown): string | undefined {
  if (typeof account !== 'object' || account === null) return 'is not an object';
  const given = account as Readonly<Record<string, unknown>>;
  const fault = Object.entries(FIELDS).find(([field, [, , holds]]) => !holds(given[field]));
  return fault && `${fault[0]} ${fault[1][0]}：must be ${fault[1][1]}`;
}

const isWords = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && [...value].length <= 100 && !/\p{Cc}/u.test(value);

const isMoment = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));
